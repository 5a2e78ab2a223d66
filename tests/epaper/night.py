"""A whole night of stories for the paper, from the sample agencies: those that were written, and as many composed ones
as it takes. The same each time, and no house, wire or ledger is needed for it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from html import escape
from itertools import groupby

from nightdesk.epaper.budget import plan
from nightdesk.proof.wire_text import digest
from nightdesk.terms.checkpoint_shown import CheckpointShown
from nightdesk.terms.issue import Issue, PaperStory
from nightdesk.terms.site import Edition, Section, Site
from nightdesk_sample.compose import compose
from nightdesk_sample.copy import Copy, make_copy
from nightdesk_sample.day import sample_agencies, sample_midnight, sample_stories
from nightdesk_sample.story import DESK_ONLY, NOTICES, Agency, Block, Story

DAY = date(2026, 11, 24)
CUT_OFF = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
SITE = Site(
    name="Panchganga Post",
    url="https://panchganga.example",
    sections=tuple(
        Section(slug=slug, title=slug.title())
        for slug in ("national", "international", "business", "science", "health", "sport", "entertainment")
    ),
)
_NOT_PRINTED = NOTICES | DESK_ONLY
_SEED = 5


def a_night(count: int) -> list[PaperStory]:
    """So many stories in three languages, all of one day."""
    agencies = {agency.slug: agency for agency in sample_agencies()}
    found = {story.id: story for story in _written(agencies)}
    number = 0
    while len(found) < count:
        agency = list(agencies.values())[number % len(agencies)]
        story = compose(number, seed=_SEED, agency=agency, minute=300 + number * 7 % 1_000)
        one = _paper_story(make_copy(agency, story, story.takes[-1], sample_midnight()))
        found[one.id] = one
        number += 1
    return list(found.values())[:count]


def a_night_issue(
    count: int = 120, edition: Edition | None = None, *, language: str = "en-IN", candidates: Sequence[PaperStory] = ()
) -> Issue:
    """The issue that the budget makes of such a night."""
    edition = edition or Edition(slug="main", title="Main edition", cut_off="05:00", most_pages=8)
    candidates = candidates or a_night(count)
    budget = plan(candidates, edition, cut_off=CUT_OFF)
    stories = {story.id: story for story in candidates}
    origin = "panchganga.example/log"
    root = "q7Zk0mFh2c1xS9dVvE4tYw5n8pLr3uKj6oBa1gXeQ0I="
    return Issue(
        site=Site(name=SITE.name, url=SITE.url, language=language, sections=SITE.sections),
        edition=edition,
        date=DAY,
        number=412,
        cut_off=CUT_OFF,
        budget=budget,
        stories=tuple(stories[ranked.story] for ranked in budget.ranked),
        note=f"{origin}\n48211\n{root}\n\n— {origin} wF8bqkXz0aJx3cT1m5Qn7dYvR2sLhG4eU9oKpB6iN0t\n",
        checkpoint=CheckpointShown(origin=origin, size=48_211, root="ab" * 32, signed=CUT_OFF),
    )


def _written(agencies: dict[str, Agency]) -> Iterator[PaperStory]:
    for story in sample_stories():
        takes = [take for take in story.takes if take.kind not in _NOT_PRINTED and take.blocks]
        if takes and not any(take.kind in NOTICES for take in story.takes):
            yield _paper_story(make_copy(agencies[story.agency], story, takes[-1], sample_midnight()))


def _paper_story(copy: Copy) -> PaperStory:
    story: Story = copy.story
    identity = digest(copy.guid, ())[:12]
    section = story.section.casefold().replace(" ", "-") or "news"
    moment = CUT_OFF - timedelta(minutes=20 + (story.at * 37) % 1_000)
    headline = copy.headline or copy.texts[0]
    return PaperStory(
        id=identity,
        guid=copy.guid,
        path=f"/{section}/a-story-{identity}/",
        item=int(identity[:6], 16),
        n=1,
        headline=headline,
        derived=not copy.headline,
        blocks=copy.texts,
        markup=_markup(copy.blocks),
        wire_text=digest(copy.headline, copy.texts),
        language=story.language.partition("-")[0],
        agency=copy.agency.name,
        section=section,
        section_title=story.section.title() or "News",
        cities=(story.place.casefold(),) if story.place else (),
        urgency=story.urgency,
        published=moment,
        shown=moment + timedelta(seconds=2),
    )


def _markup(blocks: Sequence[Block]) -> str:
    out = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        texts = [[escape(text, quote=False) for text in block.texts] for block in run]
        if kind == "row":
            rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in texts)
            out.append(f"<table>{rows}</table>")
        elif kind == "item":
            out.append(f"<ul>{''.join(f'<li>{text}</li>' for (text,) in texts)}</ul>")
        else:
            before, after = {"subhead": ("<h2>", "</h2>"), "quote": ("<blockquote><p>", "</p></blockquote>")}.get(
                kind, ("<p>", "</p>")
            )
            out += [f"{before}{text}{after}" for (text,) in texts]
    return "\n".join(out)
