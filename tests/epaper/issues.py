"""Sample issues of the e-paper. Agencies, people, places within cities and events are invented, and so are the texts.

`an_issue()` is small and has one of everything that a story can bring; `printed_of()` lays it out by hand in simple
pieces, so that what reads a `Printed` can be tested without a typesetter.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from html import escape

from nightdesk.proof.wire_text import collapse, digest
from nightdesk.terms.checkpoint_shown import CheckpointShown
from nightdesk.terms.issue import (
    Budget,
    Gone,
    Issue,
    PaperCorrection,
    PaperPage,
    PaperStory,
    Piece,
    Printed,
    Ranked,
)
from nightdesk.terms.site import Edition, Section, Site

DAY = date(2025, 4, 27)
CUT_OFF = datetime(2025, 4, 26, 23, 30, tzinfo=UTC)
"""05:00 in India on the day of the issue."""
PUNE = Edition(
    slug="pune", title="Pune", titles={"mr": "पुणे", "hi": "पुणे"}, cities=("Pune",), cut_off="05:00", most_pages=8
)
SITE = Site(
    name="Panchganga Post",
    url="https://panchganga.example",
    sections=(
        Section(slug="national", title="National", titles={"mr": "राष्ट्रीय", "hi": "राष्ट्रीय"}),
        Section(slug="business", title="Business", titles={"mr": "व्यवसाय", "hi": "कारोबार"}),
        Section(slug="sport", title="Sport", titles={"mr": "क्रीडा", "hi": "खेल"}),
    ),
    editions=(PUNE,),
)
NOTE = (
    "panchganga.example/log\n48211\nq7Zk0mFh2c1xS9dVvE4tYw5n8pLr3uKj6oBa1gXeQ0I=\n\n"
    "— panchganga.example/log wF8bqkXz0aJx3cT1m5Qn7dYvR2sLhG4eU9oKpB6iN0t\n"
)
CHECKPOINT = CheckpointShown(
    origin="panchganga.example/log", size=48_211, root="ab" * 32, signed=CUT_OFF - timedelta(seconds=4)
)
_TITLES = {section.slug: section.title for section in SITE.sections}


def a_paper_story(headline: str, *blocks: str, markup: str = "", **changed: object) -> PaperStory:
    """A story of plain paragraphs, or of `markup` that holds just `blocks`; its digest is that of its text."""
    identity = hashlib.sha256(f"{headline}\0{blocks[0] if blocks else ''}".encode()).hexdigest()[:12]
    section = str(changed.get("section", "national"))
    is_derived = bool(changed.get("derived", False))
    values: dict[str, object] = {
        "id": identity,
        "guid": f"urn:newsml:peninsula.example:20250427:{identity}",
        "path": f"/{section}/a-story-{identity}/",
        "item": int(identity[:6], 16),
        "n": 1,
        "headline": headline,
        "blocks": blocks,
        "markup": markup or "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in blocks),
        "wire_text": digest("" if is_derived else collapse(headline), blocks),
        "agency": "Peninsula",
        "section": section,
        "section_title": _TITLES.get(section, ""),
        "published": CUT_OFF - timedelta(hours=3),
        "shown": CUT_OFF - timedelta(hours=3) + timedelta(seconds=2),
        **changed,
    }
    return PaperStory(**values)  # type: ignore[arg-type]


FERRY = a_paper_story(
    "All 43 aboard Koyna ferry brought ashore after night adrift, collector says",
    "Satara, April 27 (Sahyadri Varta): All 43 people aboard a ferry that drifted overnight on the Koyna reservoir "
    "were brought ashore on Sunday, the district collector said.",
    "The figure includes two crew members who were not on the passenger list, she said.",
    "The boat's engine failed shortly after it left Tapola on Saturday evening, according to the ferry cooperative. "
    "Wind carried it some four kilometres up the reservoir before a rescue boat fixed a line to it at the second "
    "attempt.",
    "Nobody was hurt. The cooperative said it would not run evening services until the engine had been examined.",
    agency="Sahyadri Varta",
    urgency=1,
    cities=("pune",),
    also=("Peninsula", "Meridian"),
)
RIVER = a_paper_story(
    "पंचगंगेची पातळी दोन फुटांनी घटली; राजाराम बंधाऱ्यावरील वाहतूक पुन्हा सुरू",
    "कोल्हापूर, २७ एप्रिल (सह्याद्री वार्ता) : राधानगरी धरणाच्या पाणलोट क्षेत्रात पावसाचा जोर ओसरल्याने पंचगंगेची पातळी शनिवारी "
    "रात्रीत दोन फुटांनी घटली, असे जिल्हा प्रशासनाने सांगितले.",
    "राजाराम बंधाऱ्यावरील वाहतूक रविवारी पहाटे पाच वाजता पुन्हा सुरू करण्यात आली.",
    "पुढील दोन दिवस हलक्या सरींची शक्यता आहे. वर्षा, क्षेत्र, ज्ञान आणि श्रद्धा हे शब्द येथे जोडाक्षरांसाठी आहेत.",
    language="mr",
    agency="Sahyadri Varta",
    urgency=2,
)
LIBRARY = a_paper_story(
    "पुरानी लाइब्रेरी के दरवाज़े रात में भी खुलेंगे",
    "भोपाल, 27 अप्रैल (मेरिडियन): शहर की सबसे पुरानी लाइब्रेरी के दरवाज़े सोमवार से रात दस बजे तक खुले रहेंगे, नगर निगम ने बताया।",
    "विद्यार्थियों ने पिछले साल इसके लिए एक अर्ज़ी दी थी, जिस पर चार हज़ार हस्ताक्षर थे।",
    language="hi",
    agency="Meridian",
)
AUCTION = a_paper_story(
    "Sangli turmeric touches record at auction; growers hold back stock",
    "Sangli, April 27 (Peninsula): Prices by grade, in rupees a quintal:",
    "Grade",
    "Saturday",
    "A week ago",
    "Polished finger",
    "17,400",
    "16,250",
    "Bulb",
    "15,900",
    "15,100",
    "The market committee called it a record.",
    "Arrivals fell to 9,000 bags",
    "Growers said they would wait",
    markup=(
        "<p>Sangli, April 27 (Peninsula): Prices by grade, in rupees a quintal:</p>\n"
        "<table><tr><th>Grade</th><th>Saturday</th><th>A week ago</th></tr>"
        "<tr><td>Polished finger</td><td>17,400</td><td>16,250</td></tr>"
        '<tr><td rowspan="1">Bulb</td><td>15,900</td><td>15,100</td></tr></table>\n'
        "<p>The market committee called it <strong>a record</strong>.</p>\n"
        "<ul><li>Arrivals fell to 9,000 bags</li><li>Growers said they would <em>wait</em></li></ul>\n"
    ),
    section="business",
)
URDU = a_paper_story(
    "پرانے شہر کی گھڑی چالیس سال بعد چل پڑی",
    "حیدرآباد، 27 اپریل (میریڈین): پرانے شہر کی گھڑی اتوار کی صبح چالیس سال بعد چل پڑی۔",
    'ایک کاریگر نے کہا کہ اس کے پرزے "ABC-12" کے نام سے آئے تھے۔',
    language="ur",
    agency="Meridian",
)
HOSTILE = a_paper_story(
    'Board passes "R&D <b>]]> 50%" plan: \u202eolleh\u202c & <script>alert(1)</script> {{ 7*7 }} $x #set',
    'The board of "R&D <b>]]>" passed a plan, a note said; it read: {% raw %} \\ & &amp; ${x} #let y = 2.',
    "A rocket \U0001f680, a family \U0001f468‍\U0001f469‍\U0001f467, a flag \U0001f1ee\U0001f1f3 and "
    "a\xa0narrow\u202fspace; 2\u2009km, soft\xadhyphen, zero\u200bwidth.",
    'He said: "No."',
    "Second line of it",
    "A link with a query: read it here & now",
    markup=(
        '<p>The board of "R&amp;D &lt;b&gt;]]&gt;" passed a plan, a note said; it read: '
        "{% raw %} \\ &amp; &amp;amp; ${x} #let y = 2.</p>\n"
        "<p>A rocket \U0001f680, a family \U0001f468‍\U0001f469‍\U0001f467, a flag \U0001f1ee\U0001f1f3 and "
        "a\xa0narrow\u202fspace; 2\u2009km, soft\xadhyphen, zero\u200bwidth.</p>\n"
        '<blockquote><p>He said: "No."</p></blockquote>\n<h2>Second line<br>of it</h2>\n'
        '<p>A link with a query: <a href="https://peninsula.example/a?b=1&amp;c=%20#d" rel="nofollow noopener">'
        'read it <span lang="fr" dir="ltr">here</span></a> &amp; now</p>'
    ),
    section="",
)
ALERT = a_paper_story(
    "Tremor of magnitude 3.1 felt in Latur, no damage reported, weather office says",
    "Tremor of magnitude 3.1 felt in Latur, no damage reported, weather office says",
    derived=True,
)
BARE = a_paper_story("", "Kolhapur, April 27 (Peninsula): The wrestling hall at Khasbag reopens on Monday.", n=None)
MONSOON = a_paper_story(
    "Monsoon to reach Kerala five days early after driest April in a decade, weather office says",
    "Thiruvananthapuram, April 27 (Peninsula): The southwest monsoon is expected over Kerala on May 27, five days "
    "ahead of its usual date, the weather office said on Sunday.",
    "April has brought the state 61 millimetres of rain, against a usual 106, the bulletin said.",
    "A state official said the government had not confirmed the date and would plan its reservoirs on the old one.",
    'Rubber growers welcomed the forecast with caution. "We have been early before, and wrong before," one said.',
    thread="t-monsoon",
    thread_stories=3,
)
FOUNDRY = a_paper_story(
    "Foundry cluster signs apprenticeship pact with polytechnic",
    "Kolhapur, April 27 (Peninsula): Forty-two foundries at Gokul Shirgaon will take 180 apprentices a year from the "
    "city's polytechnic under a pact signed on Saturday, the cluster's secretary said.",
    "Each will be paid from the first day and will spend one day a week in class. The first batch starts in July.",
    section="business",
)
ROWERS = a_paper_story(
    "Rowers of Pashan win the lake race by half a length",
    "Pune, April 27 (Peninsula): The eight of Pashan won the lake race on Saturday by half a length.",
    "The crew had lost the last four finals.",
    section="sport",
    cities=("pune",),
)
CHESS = a_paper_story(
    "Girl of eleven draws with grandmaster",
    "Nashik, April 27 (Meridian): A girl of eleven drew with a grandmaster after 71 moves on Saturday.",
    section="sport",
    agency="Meridian",
)
STORIES = (FERRY, RIVER, MONSOON, LIBRARY, AUCTION, FOUNDRY, URDU, HOSTILE, ALERT, BARE, ROWERS, CHESS)
KILLED = Gone(id="killedkilled", kind="killed", agency="Meridian", at=CUT_OFF + timedelta(hours=2, minutes=14))
CORRECTIONS = (
    PaperCorrection(
        story=CHESS.id,
        path=CHESS.path,
        headline=CHESS.headline,
        agency="Meridian",
        shown=CUT_OFF - timedelta(hours=9),
        printed=date(2025, 4, 25),
        page=7,
        note="Corrects the number of moves in the first paragraph to 71 <not 17>.",
    ),
    PaperCorrection(
        story=RIVER.id,
        path=RIVER.path,
        headline=RIVER.headline,
        language="mr",
        agency="Sahyadri Varta",
        shown=CUT_OFF - timedelta(hours=7),
        printed=date(2025, 4, 26),
        page=1,
    ),
)


def a_site(language: str = "en-IN") -> Site:
    """The sample site, its own words in another language."""
    return Site(name=SITE.name, url=SITE.url, language=language, sections=SITE.sections, editions=SITE.editions)


def an_issue(stories: Sequence[PaperStory] = STORIES, language: str = "en-IN", **changed: object) -> Issue:
    """An issue of these stories, heaviest first, with a log's checkpoint."""
    ranked = tuple(
        Ranked(story=story.id, weight=100.0 - place, front=place < 5, reasons=("urgency 5",))
        for place, story in enumerate(stories)
    )
    values: dict[str, object] = {
        "site": a_site(language),
        "edition": PUNE,
        "date": DAY,
        "number": 412,
        "cut_off": CUT_OFF,
        "budget": Budget(ranked=ranked),
        "stories": tuple(stories),
        "note": NOTE,
        "checkpoint": CHECKPOINT,
        **changed,
    }
    return Issue(**values)  # type: ignore[arg-type]


def printed_of(issue: Issue, on_a_page: int = 5, pdf: bytes = b"%PDF-1.7\n") -> Printed:
    """The issue laid out by hand: so many beginnings a page, the notices first; the last of a page goes on on the next.

    Pieces stand below each other in one column; the image is a page with nothing on it.
    """
    begun = [*(one.id for one in issue.gone), *(story.id for story in issue.stories)]
    blocks = {story.id: len(story.blocks) for story in issue.stories}
    pages: list[PaperPage] = []
    carried = ""
    count = max(1, -(-len(begun) // on_a_page))
    for number in range(1, count + 1):
        here = begun[(number - 1) * on_a_page : number * on_a_page]
        pieces = []
        if carried:
            pieces.append(_piece(carried, 0, begins=False, first=1, end=blocks[carried], back=number - 1))
            carried = ""
        for story in here:
            goes_on = story == here[-1] and number < count and blocks.get(story, 0) > 1
            end = 1 if goes_on else blocks.get(story, 0)
            pieces.append(_piece(story, len(pieces), end=end, next=number + 1 if goes_on else None))
            carried = story if goes_on else carried
        title = "Front page" if number == 1 else ("National", "Business", "Sport")[number % 3]
        image = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 842 1191"></svg>'
        pages.append(
            PaperPage(number=number, title=title, width=841.89, height=1190.55, pieces=tuple(pieces), image=image)
        )
    return Printed(pages=tuple(pages), pdf=pdf)


def _piece(story: str, row: int, **changed: object) -> Piece:
    return Piece(story=story, x=40.0, y=120.0 + 180.0 * row, width=760.0, height=170.0, **changed)  # type: ignore[arg-type]
