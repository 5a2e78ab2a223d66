"""The names of topics in the languages of the interface.

The IPTC names its Media Topics in English and other languages, but in none of ours beside; these names are our own. A
topic that is not here keeps the name it came with.
"""

from types import MappingProxyType

_NAMES = MappingProxyType(
    {
        # English name as a path word: Hindi, Marathi, Urdu
        "arts-culture-entertainment-and-media": (
            "कला, संस्कृति, मनोरंजन और मीडिया",
            "कला, संस्कृती, मनोरंजन आणि माध्यमे",
            "فنون، ثقافت، تفریح اور میڈیا",
        ),
        "crime-law-and-justice": ("अपराध, क़ानून और न्याय", "गुन्हे, कायदा आणि न्याय", "جرم، قانون اور انصاف"),
        "disaster-accident-and-emergency-incident": (
            "आपदा, दुर्घटना और आपात घटना",
            "आपत्ती, अपघात आणि आणीबाणीच्या घटना",
            "آفت، حادثہ اور ہنگامی واقعہ",
        ),
        "economy-business-and-finance": (
            "अर्थव्यवस्था, कारोबार और वित्त",
            "अर्थव्यवस्था, उद्योग आणि वित्त",
            "معیشت، کاروبار اور مالیات",
        ),
        "education": ("शिक्षा", "शिक्षण", "تعلیم"),
        "environment": ("पर्यावरण", "पर्यावरण", "ماحولیات"),
        "health": ("स्वास्थ्य", "आरोग्य", "صحت"),
        "human-interest": ("मानवीय रुचि", "मानवी रुची", "انسانی دلچسپی"),
        "labour": ("श्रम", "कामगार", "محنت و روزگار"),
        "lifestyle-and-leisure": ("जीवनशैली और अवकाश", "जीवनशैली आणि विरंगुळा", "طرزِ زندگی اور فرصت"),
        "politics-and-government": ("राजनीति और सरकार", "राजकारण आणि सरकार", "سیاست اور حکومت"),
        "religion": ("धर्म", "धर्म", "مذہب"),
        "science-and-technology": (
            "विज्ञान और प्रौद्योगिकी",
            "विज्ञान आणि तंत्रज्ञान",
            "سائنس اور ٹیکنالوجی",
        ),
        "society": ("समाज", "समाज", "معاشرہ"),
        "sport": ("खेल", "क्रीडा", "کھیل"),
        "conflict-war-and-peace": ("संघर्ष, युद्ध और शांति", "संघर्ष, युद्ध आणि शांतता", "تنازع، جنگ اور امن"),
        "weather": ("मौसम", "हवामान", "موسم"),
        "accident-and-emergency-incident": (
            "दुर्घटना और आपात घटना",
            "अपघात आणि आणीबाणीच्या घटना",
            "حادثہ اور ہنگامی واقعہ",
        ),
        "agriculture": ("कृषि", "शेती", "زراعت"),
        "air-pollution": ("वायु प्रदूषण", "वायुप्रदूषण", "فضائی آلودگی"),
        "arts-and-entertainment": ("कला और मनोरंजन", "कला आणि मनोरंजन", "فنون اور تفریح"),
        "badminton": ("बैडमिंटन", "बॅडमिंटन", "بیڈمنٹن"),
        "banking": ("बैंकिंग", "बँकिंग", "بینکاری"),
        "central-bank": ("केंद्रीय बैंक", "मध्यवर्ती बँक", "مرکزی بینک"),
        "chess": ("शतरंज", "बुद्धिबळ", "شطرنج"),
        "cinema": ("सिनेमा", "चित्रपट", "سنیما"),
        "climate-change": ("जलवायु परिवर्तन", "हवामान बदल", "موسمیاتی تبدیلی"),
        "court": ("न्यायालय", "न्यायालय", "عدالت"),
        "cricket": ("क्रिकेट", "क्रिकेट", "کرکٹ"),
        "crime": ("अपराध", "गुन्हे", "جرائم"),
        "diplomacy": ("कूटनीति", "राजनय", "سفارت کاری"),
        "disaster": ("आपदा", "आपत्ती", "آفت"),
        "earthquake": ("भूकंप", "भूकंप", "زلزلہ"),
        "economy": ("अर्थव्यवस्था", "अर्थव्यवस्था", "معیشت"),
        "election": ("चुनाव", "निवडणूक", "انتخابات"),
        "energy-and-resource": ("ऊर्जा और संसाधन", "ऊर्जा आणि संसाधने", "توانائی اور وسائل"),
        "field-hockey": ("हॉकी", "हॉकी", "ہاکی"),
        "fire": ("आग", "आग", "آگ"),
        "flood": ("बाढ़", "पूर", "سیلاب"),
        "government": ("सरकार", "सरकार", "حکومت"),
        "international-relations": ("अंतरराष्ट्रीय संबंध", "आंतरराष्ट्रीय संबंध", "بین الاقوامی تعلقات"),
        "judiciary": ("न्यायपालिका", "न्यायव्यवस्था", "عدلیہ"),
        "kabaddi": ("कबड्डी", "कबड्डी", "کبڈی"),
        "law-enforcement": ("क़ानून-व्यवस्था", "कायदा अंमलबजावणी", "قانون کا نفاذ"),
        "market-and-exchange": ("बाज़ार और एक्सचेंज", "बाजार", "منڈی اور ایکسچینج"),
        "mass-media": ("जनसंचार माध्यम", "प्रसारमाध्यमे", "ذرائع ابلاغ"),
        "music": ("संगीत", "संगीत", "موسیقی"),
        "natural-disaster": ("प्राकृतिक आपदा", "नैसर्गिक आपत्ती", "قدرتی آفت"),
        "politics": ("राजनीति", "राजकारण", "سیاست"),
        "public-health": ("जन स्वास्थ्य", "सार्वजनिक आरोग्य", "صحتِ عامہ"),
        "school": ("विद्यालय", "शाळा", "اسکول"),
        "soccer": ("फ़ुटबॉल", "फुटबॉल", "فٹ بال"),
        "space-exploration": ("अंतरिक्ष अन्वेषण", "अंतराळ संशोधन", "خلائی تحقیق"),
        "tennis": ("टेनिस", "टेनिस", "ٹینس"),
        "terrorism": ("आतंकवाद", "दहशतवाद", "دہشت گردی"),
        "transport": ("परिवहन", "वाहतूक", "نقل و حمل"),
        "war": ("युद्ध", "युद्ध", "جنگ"),
        "wrestling": ("कुश्ती", "कुस्ती", "کشتی"),
    }
)
_LANGUAGES = ("hi", "mr", "ur")
_ALIASES = MappingProxyType({"religion-and-belief": "religion", "politics-and-governance": "politics-and-government"})
"""Names that the vocabulary has had in other years."""


def topic_name(slug: str, title: str, language: str) -> str:
    """The topic's name in a language; `title`, the name it came with, as a heading where we have none.

    The vocabulary writes its English names with small letters.
    """
    names = _NAMES.get(_ALIASES.get(slug, slug))
    return names[_LANGUAGES.index(language)] if names and language in _LANGUAGES else title[:1].upper() + title[1:]
