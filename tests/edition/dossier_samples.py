"""Sample dossiers, threads and folded lists, for the tests of the pages and for scripts/preview_pages.py.

Agencies, people and events are invented.
"""

import msgspec

from edition import samples
from nightdesk.terms.dossier import Related, Shared, StoryDossier, Thread, ThreadEntry, ThreadLink
from nightdesk.terms.story import Also, Card, Reach


def person(words: str) -> Shared:
    return Shared("person", words)


def place(words: str) -> Shared:
    return Shared("place", words)


def term(words: str) -> Shared:
    return Shared("term", words)


KOCHI = samples.a_card("Kochi port moves fishing crews' leave forward by a week", 48, section="business")
DRILL = samples.a_card(
    "Weather office to name a date for the monsoon on Sunday, Meera Pillai says", 190, agency="Meridian", corrected=True
)
RESERVOIRS = samples.a_card(
    "Idukki reservoirs at 38 per cent as tankers run in 14 taluks", 60 * 24 * 2 + 90, agency="Meridian"
)
CARDAMOM = samples.a_card("Cardamom growers count last year's losses at 2,000 hectares", 60 * 24 * 9)
LISBON = samples.a_card("Lisbon institute's sea temperatures put onset at May 30", 1700, agency="Northlight")
MANGO = samples.a_card("Alphonso arrives in Pune a fortnight late, traders say", 400)
BOATS = samples.a_card("Backwater boats to be checked before the rains", 60 * 24 * 3)

FULL = StoryDossier(
    related=(
        Related(KOCHI, (place("Kerala"), term("onset of the monsoon")), "event"),
        Related(DRILL, (person("Meera Pillai"), term("long-range bulletin")), "event"),
        Related(RESERVOIRS, (place("Idukki"), term("reservoirs"), term("taluks")), "background"),
        Related(LISBON, (place("Lisbon"),)),
    ),
    in_section=(
        Related(MANGO, (), "none"),
        Related(BOATS, (place("Kerala"), place("Idukki"))),
        Related(CARDAMOM, (person("Meera Pillai"),)),
    ),
    thread=ThreadLink("m27k4x", 4, 3),
    same=(
        samples.a_card("Monsoon seen over Kerala five days early", 9, agency="Meridian"),
        samples.a_card("केरळमध्ये मोसमी पाऊस लवकर", 4, agency="सह्याद्री वार्ता", language="mr"),
    ),
)
"""Everything that a story page can show of a story beside its text."""

LATEST = StoryDossier(latest=(KOCHI, samples.MARATHI.card, MANGO))

MARATHI = StoryDossier(
    related=(
        Related(
            samples.a_card(
                "राधानगरी धरणातून विसर्ग कमी; पंचगंगा इशारा पातळीखाली", 200, language="mr", section="maharashtra"
            ),
            (place("राधानगरी"), place("पंचगंगा")),
            "event",
        ),
        Related(
            samples.a_card("शिरोळ तालुक्यातील चाळीस गावांना सतर्कतेचा इशारा", 60 * 40, language="mr", section="maharashtra"),
            (place("शिरोळ"),),
        ),
    ),
    thread=ThreadLink("p91c2", 12, 12),
)

_FOLDED = tuple(
    Also(card.agency, card.agency_slug, card.path)
    for card in (samples.a_card("x", agency="Meridian"), samples.a_card("y", agency="Sahyadri Varta"))
)


def folded(card: Card, count: int = 2) -> Card:
    """The card with the same story from other agencies behind it."""
    return msgspec.structs.replace(card, also=_FOLDED[:count])


THREAD = Thread(
    id="m27k4x",
    headline=samples.ENGLISH.card.headline,
    language="en",
    section="national",
    entries=(
        ThreadEntry(RESERVOIRS, "first"),
        ThreadEntry(folded(LISBON, 1), "follow-up"),
        ThreadEntry(DRILL, "follow-up"),
        ThreadEntry(KOCHI, "follow-up"),
        ThreadEntry(folded(samples.ENGLISH.card), "wrap-up"),
    ),
)
MARATHI_THREAD = Thread(
    id="p91c2",
    headline=samples.MARATHI.card.headline,
    language="mr",
    section="maharashtra",
    entries=(
        ThreadEntry(MARATHI.related[1].card, "first"),
        ThreadEntry(MARATHI.related[0].card, "follow-up"),
        ThreadEntry(samples.MARATHI.card, "follow-up"),
    ),
)
THREADS = {"english": THREAD, "marathi": MARATHI_THREAD}

_FOLDED_CARDS = tuple(
    folded(card, 1 + number % 2) if number % 4 == 0 else card for number, card in enumerate(samples.CARDS)
)
FOLDED_HOME = samples.a_front(cards=_FOLDED_CARDS)
FOLDED_NATIONAL = samples.a_front(
    "section",
    "national",
    "National",
    "/national/",
    cards=tuple(folded(card, 1 + number % 2) for number, card in enumerate(samples.NATIONAL.cards)),
)
FOLDED_LATEST = samples.a_front("latest", "latest", "Latest", "/latest/", cards=_FOLDED_CARDS)
WEATHER = samples.a_front(
    "topic", "weather", "weather", "/topic/weather/", cards=(folded(samples.ENGLISH.card, 1), RESERVOIRS, BOATS)
)
TOPICS = (Reach("topic", "weather", "weather"), Reach("topic", "sport", "sport"), Reach("topic", "dams", "dams"))

ON_A_TOPIC = msgspec.structs.replace(
    samples.ENGLISH,
    reaches=(
        *samples.ENGLISH.reaches,
        Reach("topic", "weather", "weather", "Topic sent by the agency: weather"),
    ),
)
"""A story that is on a topic front, too."""
