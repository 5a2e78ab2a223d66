"""The sections a new site begins with, and the words and topics by which wires mean them."""

from ..terms.site import Section

NATIONAL = "national"
INTERNATIONAL = "international"

GENERAL_TOPICS = frozenset(("02000000", "03000000", "11000000", "12000000", "14000000", "16000000", "17000000"))
"""Crime, disaster, politics, religion, society, conflict, weather: national or international, by where it happened."""

GENERAL_NAMES = frozenset((
    "politics", "political", "crime", "law", "legal", "court", "courts", "general", "news", "disaster", "disasters",
    "accident", "accidents", "society", "social", "religion", "weather", "conflict", "war", "security", "defence",
    "defense", "general news", "top news", "top stories", "law and order", "hard news", "main news", "राजनीति",
    "राजकारण", "राजकीय", "अपराध", "गुन्हे", "क्राइम",
))  # fmt: skip
"""Category words that name a kind of news, but not where it belongs."""

DEFAULT_SECTIONS: tuple[Section, ...] = (
    Section(
        slug=NATIONAL,
        title="National",
        titles={"hi": "राष्ट्रीय", "mr": "राष्ट्रीय"},
        names=("national", "india", "india news", "nation", "domestic", "country", "home news", "inland", "all india",
               "national news", "states", "state", "regional", "देश", "राष्ट्रीय", "भारत", "राज्य", "देश-विदेश"),
    ),
    Section(
        slug=INTERNATIONAL,
        title="International",
        titles={"hi": "अंतरराष्ट्रीय", "mr": "आंतरराष्ट्रीय"},
        names=("international", "world", "world news", "foreign", "global", "overseas", "international news", "asia",
               "south asia", "europe", "middle east", "africa", "americas", "दुनिया", "विदेश", "विश्व", "अंतरराष्ट्रीय",
               "अंतर्राष्ट्रीय", "आंतरराष्ट्रीय", "जग", "जागतिक"),
    ),
    Section(
        slug="business",
        title="Business",
        titles={"hi": "कारोबार", "mr": "अर्थ"},
        names=("business", "economy", "finance", "financial", "markets", "market", "money", "commodities", "companies",
               "corporate", "industry", "business news", "economics", "banking", "stocks", "stock market", "labour",
               "agriculture", "auto", "automobile", "कारोबार", "व्यापार", "बिजनेस", "अर्थव्यवस्था", "अर्थ", "व्यवसाय",
               "बाजार", "उद्योग"),
        topics=("04000000", "09000000"),
    ),
    Section(
        slug="sport",
        title="Sport",
        titles={"hi": "खेल", "mr": "क्रीडा"},
        names=("sport", "sports", "sports news", "cricket", "football", "soccer", "hockey", "tennis", "badminton",
               "athletics", "olympics", "kabaddi", "chess", "ipl", "boxing", "wrestling", "golf", "formula 1", "खेल",
               "क्रिकेट", "क्रीडा", "खेळ", "स्पोर्ट्स"),
        topics=("15000000",),
    ),
    Section(
        slug="entertainment",
        title="Entertainment",
        titles={"hi": "मनोरंजन", "mr": "मनोरंजन"},
        names=("entertainment", "bollywood", "hollywood", "cinema", "film", "films", "movies", "movie", "music",
               "television", "tv", "showbiz", "celebrity", "arts", "art", "culture", "arts and culture", "books",
               "theatre", "ott", "मनोरंजन", "बॉलीवुड", "सिनेमा", "फिल्म", "चित्रपट", "कला"),
        topics=("01000000",),
    ),
    Section(
        slug="science",
        title="Science",
        titles={"hi": "विज्ञान", "mr": "विज्ञान"},
        names=("science", "space", "sci-tech", "science and technology", "science & technology", "research", "विज्ञान",
               "अंतरिक्ष", "अंतराळ"),
        topics=("13000000",),
    ),
    Section(
        slug="technology",
        title="Technology",
        titles={"hi": "तकनीक", "mr": "तंत्रज्ञान"},
        names=("technology", "tech", "it", "gadgets", "internet", "telecom", "startups", "ai", "cyber",
               "artificial intelligence", "science/tech", "तकनीक", "टेक", "टेक्नोलॉजी", "तंत्रज्ञान"),
        topics=("20000756", "20000225", "04003000", "13010000", "13022000"),
    ),
    Section(
        slug="health",
        title="Health",
        titles={"hi": "स्वास्थ्य", "mr": "आरोग्य"},
        names=("health", "medicine", "medical", "wellness", "fitness", "health news", "स्वास्थ्य", "सेहत", "आरोग्य"),
        topics=("07000000",),
    ),
    Section(
        slug="education",
        title="Education",
        titles={"hi": "शिक्षा", "mr": "शिक्षण"},
        names=("education", "campus", "careers", "career", "jobs", "exams", "schools", "शिक्षा", "शिक्षण", "करियर"),
        topics=("05000000",),
    ),
    Section(
        slug="environment",
        title="Environment",
        titles={"hi": "पर्यावरण", "mr": "पर्यावरण"},
        names=("environment", "climate", "climate change", "wildlife", "ecology", "nature", "पर्यावरण"),
        topics=("06000000",),
    ),
    Section(
        slug="lifestyle",
        title="Lifestyle",
        titles={"hi": "जीवनशैली", "mr": "जीवनशैली"},
        names=("lifestyle", "life", "life & style", "life and style", "fashion", "food", "travel", "tourism", "leisure",
               "human interest", "offbeat", "features", "feature", "oddly enough", "जीवनशैली", "लाइफस्टाइल", "पर्यटन"),
        topics=("10000000", "08000000"),
    ),
)  # fmt: skip
