"""Words that say nothing of a story's subject (grammar, reporting, days of the week): English, Hindi, Marathi."""

from types import MappingProxyType

_ENGLISH = """
a about above across after again against ago all almost along already also although always am amid among an and another
any anybody anyone anything are aren't around as at away back be became because become been before began behind being
below between both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down
during each either else even ever every everyone everything far few first for former found four from further gave get
gets getting give given go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here
hers herself him himself his how however i i'd i'll i'm i've if in including indeed instead into is isn't it it's its
itself just keep kept last least less let let's like likely made make makes making many may me meanwhile might more
most much must mustn't my myself near nearly neither never new next no none nor not nothing now of off often on once
one only onto or other others otherwise our ours ourselves out over own part per perhaps put rather really same saw
say saying says said see seen several shall she she'd she'll she's should shouldn't since so some something sometimes
soon still such take taken taking than that that's the their theirs them themselves then there there's these they
they'd they'll they're they've thing things this those though three through throughout thus time times to together
told too took toward towards two under until up upon us use used uses using very via want wants was wasn't way we we'd
we'll we're we've well went were weren't what what's whatever when where whether which while who who's whole whom whose
why will with within without won't would wouldn't year years yet you you'd you'll you're you've your yours yourself
according added adding adds asked called comes day days early earlier five follow followed following good great held
help hour hours later latest least left long look mr mrs ms month months morning night noted number old people place
right second set seven six small spokesman spokesperson spokeswoman state statement statements think third tell today
tomorrow top tuesday wednesday thursday friday saturday sunday monday week weeks weekend work yesterday afternoon
evening reported report reports reporting news nt ve ll re am pm
""".split()

_HINDI = """
के का की को में से ने पर है हैं था थे थी और कि यह ये वह वे इस उस इन उन एक भी तो ही जो तक कर करने किया करता करते करती की गई
गया गए गयी हो होने होता होते होती हुआ हुई हुए रहा रहे रही लिए साथ बाद अपने अपनी अपना कहा बताया अब जब तब कब कुछ कोई किसी
द्वारा या नहीं न मगर लेकिन बल्कि क्योंकि इसके इसकी इसका इसे उसके उसकी उसका उसे उनके उनकी उनका उन्हें इन्हें उन्होंने इन्होंने
जिस जिसके जिसकी जिसमें जिन जिसे जैसे वाले वाली वाला दिया दी दिए दे देने लिया ले लेने जा जाने जाता सकता सकते सकती सका सके चाहिए
वहीं यहां वहां जहां कहां क्या कैसे क्यों अगर यदि फिर बहुत काफी कई सभी सब हर दो तीन चार पहले दौरान तहत ओर तरफ खिलाफ बीच
अनुसार मुताबिक जानकारी कहना आज कल दिन साल वर्ष समय बार पास ऐसे ऐसा ऐसी इसमें उसमें इनमें उनमें इससे उससे हम हमारे हमारी हमने
हमें मैं मेरे मेरी मुझे आप आपके आपकी तुम थीं होगा होगी होंगे रूप बात अन्य कम अधिक ज्यादा जाएगा जाएगी जाएंगे किए करके आदि व एवं
तथा वाली नए नई नया सोमवार मंगलवार बुधवार गुरुवार बृहस्पतिवार शुक्रवार शनिवार रविवार खबर समाचार
""".split()

_MARATHI = """
आणि व आहे आहेत होता होते होती होत्या या हा ही हे ते तो ती त्या त्यांनी त्यांच्या त्यांचा त्यांची त्यांना त्याच्या त्याने त्याला
तिने तिला यांनी यांच्या यांना यांचा यांची याच्या याला मात्र पण परंतु तर की का न नाही नाहीत नको असून असे अशी असा असलेल्या
असल्याचे असेल असतो असते असतात केले केली केला केल्या करण्यात करून करत करणार करण्याची करण्यासाठी झाले झाली झाला झाल्या आले आली
आला येत येणार येथे येथील दिला दिली दिले देण्यात सांगितले म्हणाले म्हटले म्हणून मध्ये वर ला ने साठी पासून पर्यंत कडून बाबत
नंतर पूर्वी आधी आज काल उद्या एक दोन तीन चार काही सर्व सर्वच अनेक इतर जास्त कमी खूप फक्त केवळ तसेच तसे तेव्हा जेव्हा जे जो जी
ज्या ज्यांनी कोणी कोण काय कसे कुठे तेथे इथे तिथे आम्ही आपण आपल्या आपले आपली मी माझे माझ्या मला तुम्ही त्यामुळे यामुळे कारण दरम्यान
यावेळी वेळी दिवस दिवशी वर्ष वर्षी नवीन नवा नवी पुन्हा अद्याप सुद्धा देखील होऊन होणार होत राहिले राहणार जाते जाणार गेले गेली गेला
गेल्या घेतली घेतला घेतले असा त्यात यात एका सोमवारी मंगळवारी बुधवारी गुरुवारी शुक्रवारी शनिवारी रविवारी सोमवार मंगळवार
बुधवार गुरुवार शुक्रवार शनिवार रविवार बातमी माहिती
""".split()

_NONE: frozenset[str] = frozenset()

STOP_WORDS = MappingProxyType(
    {"en": frozenset(_ENGLISH), "hi": frozenset(_HINDI), "mr": frozenset(_MARATHI) | frozenset({"चा", "ची", "चे"})}
)
"""By primary language tag, as written in lower case; an inflected word is looked up as it stands."""


def stop_words(language: str) -> frozenset[str]:
    """Those of the language, by its primary tag; none of one that we do not know."""
    return STOP_WORDS.get(primary(language), _NONE)


def primary(language: str) -> str:
    """The language itself of a tag: "hi" of "hi-IN"."""
    return language.partition("-")[0].partition("_")[0].lower()
