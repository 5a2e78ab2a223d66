"""Sample stories, fronts and notices for the tests of the pages, and for scripts/preview_pages.py.

Agencies, places within cities, people and events are invented. The texts are written for this project.
"""

from datetime import timedelta

from edition.builders import NOW, SITE, SLUGS, a_card, a_site, a_story, in_paragraphs
from nightdesk.edition.teaser import teaser
from nightdesk.terms.body import Body, Removed
from nightdesk.terms.item import Place, Subject
from nightdesk.terms.story import Card, Correction, Front, Reach, Tombstone

__all__ = ["NOW", "SITE", "SLUGS", "a_card", "a_site", "a_story", "in_paragraphs"]

ENGLISH_TEXT = in_paragraphs(
    "Thiruvananthapuram, April 27 (Peninsula): The southwest monsoon "
    "is expected over Kerala on May 27, five days "
    "ahead of its usual date, the weather office said on Sunday in "
    "its first long-range bulletin of the season, "
    "adding that the margin of error is four days either way.",
    'April has been the driest in the state for a decade, with 61 mm of rain against a usual 106 mm. "The early onset '
    'does not by itself mean more rain," Meera Pillai, who heads the office, told reporters.',
    "The state government has not confirmed the date. A minister said "
    "reservoirs stood at 38 per cent of capacity, "
    "and that tankers would go on running in 14 taluks until the first week of steady rain.",
    "Planters in Idukki, who lost some 2,000 hectares of cardamom to "
    "last year's late rains, were said by the growers' "
    "association to be bringing the first weeding forward. Peninsula "
    "could not reach the association's secretary.",
    "Private forecasters differ. One of them, citing sea temperatures "
    "published by an institute in Lisbon, put the "
    "onset at May 30; another, quoted by a Malayalam daily, at May 24 < the earliest in its records.",
)
ENGLISH = a_story(
    a_card(
        "Monsoon to reach Kerala five days early after driest April in a decade, weather office says",
        13,
        urgency=3,
        teaser=teaser(ENGLISH_TEXT.blocks),
        published=NOW - timedelta(minutes=41),
        version="2",
    ),
    ENGLISH_TEXT,
    byline="Asha Menon",
    dateline="Thiruvananthapuram, April 27",
    copyright_notice="(c) 2025 Peninsula News Cooperative",
    places=(Place("Thiruvananthapuram", "dateline"), Place("Kerala")),
    subjects=(Subject("medtop", "17000000", "weather"),),
    reaches=(
        Reach("section", "national", "National"),
        Reach("city", "pune", "Pune", "Place in the story: Pune"),
        Reach("agency", "peninsula", "Peninsula"),
    ),
)

MARATHI_TEXT = in_paragraphs(
    "कोल्हापूर, २७ एप्रिल (सह्याद्री वार्ता) : राधानगरी धरणाच्या पाणलोट "
    "क्षेत्रात पावसाचा जोर ओसरल्याने पंचगंगेची पातळी "
    "शनिवारी रात्रीत दोन फुटांनी घटली, असे जिल्हा प्रशासनाने सांगितले. "
    "राजाराम बंधाऱ्यावरील वाहतूक पहाटे पाच वाजता पुन्हा सुरू झाली.",
    "वर्षा ऋतूपूर्वी नदीपात्रातील गाळ काढण्याचे काम अर्ध्यावर आहे, असे "
    "पाटबंधारे विभागातील एका अधिकाऱ्याने नाव न छापण्याच्या "
    "अटीवर सांगितले. क्षेत्रीय कार्यालयाने मात्र याला दुजोरा दिलेला नाही.",
    "शिरोळ आणि हातकणंगले तालुक्यांतील सुमारे चाळीस गावांना सतर्कतेचा "
    "इशारा कायम आहे. “पाणी ओसरले तरी प्रवाह जोराचा आहे,” "
    "असे तहसीलदार कृष्णात पाटील म्हणाले.",
)
MARATHI = a_story(
    a_card(
        "पंचगंगेची पातळी दोन फुटांनी घटली; राजाराम बंधाऱ्यावरील वाहतूक पुन्हा सुरू",
        6,
        language="mr",
        agency="Sahyadri Varta",
        section="maharashtra",
        teaser=teaser(MARATHI_TEXT.blocks),
        urgency=4,
        cities=(Reach("city", "kolhapur", "Kolhapur", "Dateline: कोल्हापूर"),),
    ),
    MARATHI_TEXT,
)

HINDI_TEXT = in_paragraphs(
    "नई दिल्ली, 27 अप्रैल (पेनिन्सुला): रेलवे गर्मी की भीड़ से पहले 212 अनारक्षित डिब्बे जोड़ेगा, एक वरिष्ठ अधिकारी ने रविवार को बताया।",
    "उन्होंने कहा कि पहले चरण में बिहार, उत्तर प्रदेश और पश्चिमी बंदरगाहों "
    "के बीच चलने वाली ग्यारह गाड़ियों में ये डिब्बे लगेंगे। "
    "यात्री संघ ने इसे “देर से, पर सही दिशा में” उठाया क़दम बताया।",
)
HINDI = a_story(
    a_card(
        "गर्मी की भीड़ से पहले 212 अनारक्षित डिब्बे जोड़ेगा रेलवे: अधिकारी", 81, language="hi", teaser=teaser(HINDI_TEXT.blocks)
    ),
    HINDI_TEXT,
)

URDU_TEXT = in_paragraphs(
    "ترواننت پورم، 27 اپریل (پیننسولا): جنوب مغربی مانسون کے 27 مئی کو "
    "کیرالا پہنچنے کی توقع ہے، محکمۂ موسمیات نے اتوار کو کہا۔",
    "ایک سرکاری افسر نے کہا کہ حکومت نے اس تاریخ کی تصدیق نہیں کی۔",
)
URDU = a_story(
    a_card(
        "کیرالا میں مانسون پانچ دن پہلے پہنچے گا، محکمۂ موسمیات", 13, language="ur", teaser=teaser(URDU_TEXT.blocks)
    ),
    URDU_TEXT,
)

_ROWS = (
    ("Kolhapur Juniors", "4", "2", "1"),
    ("Rohtak Akhada", "3", "3", "4"),
    ("Jalandhar Town Wrestlers", "1", "0", "2"),
)
TABLE_TEXT = Body(
    blocks=(
        "Rohtak, April 26 (Sahyadri Varta): Kolhapur's junior wrestlers took four golds on the closing day.",
        "Medals",
        *("Club", "Gold", "Silver", "Bronze"),
        *(cell for row in _ROWS for cell in row),
        "Finals of the day:",
        "57 kg: Ananda Patil beat Suresh Hooda 6-2",
        "65 kg: Vikram Ghorpade beat Aman Dahiya by fall",
        "The meet ends on Sunday.",
    ),
    markup=(
        "<p>Rohtak, April 26 (Sahyadri Varta): Kolhapur's junior "
        "wrestlers took <strong>four golds</strong> on the "
        "<em>closing</em> "
        "day.</p>\n<h2>Medals</h2>\n<table><thead><tr><th>Club</th><th>Gold</th><th>Silver</th>"
        "<th>Bronze</th></tr></thead><tbody>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
        + "</tbody></table>\n<p>Finals of the day:</p>\n<ul><li>57 kg: Ananda Patil beat Suresh Hooda 6-2</li>"
        "<li>65 kg: Vikram Ghorpade beat Aman Dahiya by fall</li></ul>\n<p>The meet ends on Sunday.</p>"
    ),
    removed=(Removed("script", 1), Removed("service-text", 2)),
)
TABLE = a_story(
    a_card("Kolhapur junior wrestlers take four golds at Rohtak meet", 560, agency="Sahyadri Varta", section="sport"),
    TABLE_TEXT,
    service_text_cut=2,
)

ALERT_TEXT = in_paragraphs("FLASH: Ferry adrift on Koyna reservoir with 43 aboard, collector says")
ALERT = a_story(
    a_card(ALERT_TEXT.blocks[0], 271, agency="Peninsula", section="maharashtra", derived=True, alert=True, urgency=1),
    ALERT_TEXT,
    headline="",
)

_CORRECTED_CARD = a_card(
    "All 43 aboard Koyna ferry brought ashore after night adrift, collector says",
    29,
    section="maharashtra",
    urgency=2,
    corrected=True,
    version="3",
    published=NOW - timedelta(minutes=290),
    teaser=("Satara, April 27 (Peninsula): All 43 people aboard a ferry that drifted through the night on the Koyna …"),
)
CORRECTION = Correction(
    story=_CORRECTED_CARD,
    shown=NOW - timedelta(minutes=29),
    version="3",
    note="Corrects the number of people aboard in the first paragraph to 43, not 34.",
)
CORRECTED = a_story(
    _CORRECTED_CARD,
    in_paragraphs(
        "Satara, April 27 (Peninsula): All 43 people aboard a ferry "
        "that drifted through the night on the Koyna "
        "reservoir were brought ashore by dawn, the district collector said.",
        "The engine failed at about 23:20. A towline held at the second attempt.",
    ),
    corrections=(CORRECTION,),
)

HOSTILE_TEXT = in_paragraphs('</script><script>alert("text")</script>', "a & b < c > d \" ' \u2028 end")
HOSTILE = a_story(
    a_card(
        "</script><script>alert('headline')</script>",
        90,
        guid='guid"><b>',
        teaser="</title><script>1</script>",
        agency='Wire "&" <Co>',
        language='en" onload="x',
    ),
    HOSTILE_TEXT,
    byline="<b>By</b> me",
)

STORIES = {
    "english": ENGLISH,
    "marathi": MARATHI,
    "hindi": HINDI,
    "urdu": URDU,
    "table": TABLE,
    "alert": ALERT,
    "corrected": CORRECTED,
    "hostile": HOSTILE,
}

_LINES = (
    ("Nairobi to test electric minibuses on two night routes", 2, "Meridian", "international", ""),
    ("Coir exporters say orders have recovered to 2019 level", 7, "Peninsula", "business", ""),
    ("Assam growers report first flush a week late", 16, "Peninsula", "business", ""),
    ("Night express to Pune gets two more coaches from May 1", 21, "Peninsula", "national", "kolhapur"),
    ("Baltic ferry lines agree on common winter timetable", 22, "Northlight", "international", ""),
    ("Rain ends final day at Dharamsala with visitors eleven short", 33, "Peninsula", "sport", ""),
    ("Satara village library lends its ten-thousandth book", 44, "Sahyadri Varta", "maharashtra", "satara"),
    ("Kochi ferry pass to be valid on city buses from June", 55, "Peninsula", "national", ""),
    ("Well near Jaipur yields jars of thousand-year-old millet", 69, "Peninsula", "science", ""),
    ("Osaka museum returns manuscript to Thanjavur library", 89, "Meridian", "international", ""),
    ("Geneva talks on river sharing go to a third night", 103, "Meridian", "international", ""),
    ("Metro extends last train to 23:45 from Monday", 120, "Peninsula", "maharashtra", "pune"),
    ("Foundry cluster signs apprenticeship pact with polytechnic", 141, "Peninsula", "business", "kolhapur"),
    ("Grape cold stores fill as late rain spares crop", 150, "Sahyadri Varta", "business", "nashik"),
    ("Lisbon port pilots end strike after nineteen days, union says", 191, "Northlight", "international", ""),
    ("Island nation votes to keep its time zone after a year of dark mornings", 216, "Meridian", "international", ""),
    ("Women's cooperative in Rajkot wins contract to run eleven bus depots", 226, "Peninsula", "national", ""),
    ("Chile opens southernmost observatory to schoolchildren of three countries", 301, "Meridian", "science", ""),
    ("Wrestling hall at Khasbag reopens after two-year repair", 326, "Peninsula", "sport", "kolhapur"),
    ("Fifteen-year-old holds former champion in 91 moves", 356, "Peninsula", "sport", ""),
    ("Census trainers begin house-listing rehearsal in four states", 439, "Peninsula", "national", ""),
    ("Chilika boatmen and wardens agree dolphin lanes", 471, "Peninsula", "national", ""),
    ("Hockey: Jalandhar side promoted on goal difference", 629, "Peninsula", "sport", ""),
    ("Deep-sea drill off Goa brings up eight-million-year-old record of monsoon", 581, "Northlight", "science", ""),
    ("Two new burrowing frogs described from Amboli", 718, "Sahyadri Varta", "science", "kolhapur"),
    ("Bengaluru team prints a hearing aid in nine minutes", 869, "Peninsula", "science", ""),
)


def _of_line(headline: str, minutes: int, agency: str, section: str, city: str) -> Card:
    reaches = (Reach("city", city, city.title(), f"Dateline: {city.title()}"),) if city else ()
    opening = (
        f"{(city or 'New Delhi').title()}, April 27 ({agency}): The news was given out on Sunday by people who know of "
        "it, and was at once disputed by others who know of it as well, the agency was told by both of them."
    )
    return a_card(
        headline, minutes, agency=agency, section=section, cities=reaches, teaser=teaser((opening,)), urgency=5
    )


TURMERIC = a_card(
    "Sangli turmeric touches record at auction; growers hold back stock",
    51,
    agency="Sahyadri Varta",
    section="business",
    urgency=4,
    cities=(Reach("city", "sangli", "Sangli", "Dateline: Sangli"),),
    teaser="Sangli, April 27 (Sahyadri Varta): Turmeric fetched Rs 21,400 a quintal at Saturday's closing auction, the "
    "market committee said, the highest since its books …",
)
CARDS = tuple(
    sorted(
        [
            *(_of_line(*line) for line in _LINES),
            TURMERIC,
            ENGLISH.card,
            MARATHI.card,
            HINDI.card,
            ALERT.card,
            TABLE.card,
            CORRECTED.card,
        ],
        key=lambda card: card.updated,
        reverse=True,
    )
)


def a_front(kind: str = "home", slug: str = "", title: str = "", base: str = "/", **changed: object) -> Front:
    """A front with the sample cards that belong on it."""
    belongs = {
        "section": lambda card: card.section == slug,
        "city": lambda card: any(reach.slug == slug for reach in card.cities),
        "agency": lambda card: card.agency_slug == slug,
    }.get(kind, lambda card: True)
    values: dict[str, object] = {
        "kind": kind,
        "slug": slug,
        "title": title,
        "base": base,
        "cards": tuple(card for card in CARDS if belongs(card)),
        "updated": NOW,
    }
    return Front(**{**values, **changed})  # type: ignore[arg-type]


HOME = a_front(archive=3)
NATIONAL = a_front("section", "national", "National", "/national/", archive=1)
KOLHAPUR = a_front(
    "city",
    "kolhapur",
    "Kolhapur",
    "/city/kolhapur/",
    neighbours=(
        Reach("city", "sangli", "Sangli"),
        Reach("city", "satara", "Satara"),
        Reach("city", "belagavi", "Belagavi"),
    ),
)
PENINSULA = a_front("agency", "peninsula", "Peninsula", "/agency/peninsula/", archive=2)
LATEST = a_front("latest", "latest", "Latest", "/latest/", archive=3)
ARCHIVE = a_front("latest", "latest", "Latest", "/latest/", archive=3, number=2)
QUIET_HOME = a_front(cards=())
QUIET_CITY = a_front("city", "nashik", "Nashik", "/city/nashik/", cards=())
FEW = a_front(cards=CARDS[:3])
FRONTS = {
    "home": HOME,
    "section": NATIONAL,
    "city": KOLHAPUR,
    "agency": PENINSULA,
    "latest": LATEST,
    "archive": ARCHIVE,
    "quiet city": QUIET_CITY,
}

CITIES = tuple(
    Reach("city", edition.slug, edition.title, f"{number} stories") for number, edition in enumerate(SITE.editions, 3)
)
AGENCIES = tuple(Reach("agency", slug, name) for name, slug in SLUGS.items())


def a_tombstone(kind: str = "killed", **changed: object) -> Tombstone:
    """What is left of a story that went."""
    values: dict[str, object] = {
        "id": f"9{kind.replace('-', '')}x"[:12],
        "guid": f"urn:newsml:meridian.example:20250427:{kind}",
        "kind": kind,
        "section": "international",
        "section_title": "International",
        "agency": "Meridian",
        "agency_slug": "meridian",
        "path": f"/international/words-of-the-headline-9{kind.replace('-', '')}x/",
        "published": NOW - timedelta(minutes=230),
        "received": NOW - timedelta(minutes=198, seconds=54),
        "gone": NOW - timedelta(minutes=198, seconds=52, milliseconds=200),
    }
    return Tombstone(**{**values, **changed})  # type: ignore[arg-type]


KINDS = ("killed", "withheld", "embargoed", "expired", "licence", "taken-down", "court")
TOMBSTONES = tuple(a_tombstone(kind) for kind in KINDS)
CORRECTIONS = (
    CORRECTION,
    Correction(story=MARATHI.card, shown=NOW - timedelta(minutes=300), version="2"),
)
