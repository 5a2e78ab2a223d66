"""The search page, `/search`: a form, and what was found as a river. Made on asking, for one reader; never a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from ..terms.search import Hits, Question
from ..terms.site import Site
from ..terms.story import Reach
from .catalogue import search_words_for
from .imprint import Imprint, Way, imprint_of
from .lines import lines
from .press import printed
from .search_words import SearchWords

ADDRESS = "/search"
LONGEST_LINE = 200
"""Characters that the field of words takes."""

_FIRST_SCREEN = 12

Trouble = Literal["busy", "absent"]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One filter of the form: the name of its parameter, its label, and what can be chosen."""

    name: str
    label: str
    everything: str
    ways: tuple[tuple[str, str, bool], ...]


def search_page(site: Site, question: Question, hits: Hits, fronts: Iterable[Reach], now: datetime) -> bytes:
    """The page that answers a question. `fronts` are the sections, cities and agencies that can be chosen."""
    imprint = imprint_of(site)
    say = search_words_for(site.language)
    return _printed(
        imprint,
        question,
        fronts,
        faces=imprint.faces(card.language for card in hits.cards[:_FIRST_SCREEN]),
        said=_said(imprint, say, hits) if hits.asked else "",
        hints=() if hits.asked else say.hints,
        hits=hits,
        lines=lines(imprint, hits.cards, imprint.hours.today(now)),
        nothing=say.none_words if " " in question.words and not question.filtered else say.none_filtered,
        unfiltered=_address(imprint, Question(words=question.words)) if hits.unfiltered else "",
        alone=[Way(_address(imprint, Question(words=_typed(word))), word) for word in hits.alone],
        place=say.page_of.format(number=imprint.words.number(hits.page), pages=imprint.words.number(hits.pages)),
        before=_leaf(imprint, question, hits.page - 1) if hits.page > 1 else "",
        after=_leaf(imprint, question, hits.page + 1) if hits.page < hits.pages else "",
    )


def search_in_trouble(site: Site, question: Question, fronts: Iterable[Reach], trouble: Trouble) -> bytes:
    """The page that says that there is no answer, and why."""
    imprint = imprint_of(site)
    say = search_words_for(site.language)
    said, more = (say.busy, say.busy_more) if trouble == "busy" else (say.absent, say.absent_more)
    return _printed(
        imprint, question, fronts, faces=imprint.faces(), said=said, hints=(more,), hits=None, form=trouble == "busy"
    )


def _printed(imprint: Imprint, question: Question, fronts: Iterable[Reach], **values: object) -> bytes:
    say = search_words_for(imprint.site.language)
    given = f": {question.words}" if question.words else ""
    shown = {
        "imprint": imprint,
        "words": imprint.words,
        "say": say,
        "title": f"{say.search}{given}, {imprint.site.name}",
        "question": question,
        "longest": LONGEST_LINE,
        "choices": _choices(imprint, say, question, fronts),
        "since": _day(imprint, question.since),
        "until": _day(imprint, question.until and question.until - timedelta(microseconds=1)),
        "folio": "",
        "form": True,
    }
    return printed("search.html", **(shown | values))


def _said(imprint: Imprint, say: SearchWords, hits: Hits) -> str:
    """How many were found, in a sentence; "" for none."""
    if not hits.total:
        return ""
    if hits.more:
        return say.found_more.format(count=imprint.words.number(hits.total))
    return say.found_one if hits.total == 1 else say.found_many.format(count=imprint.words.number(hits.total))


def _choices(imprint: Imprint, say: SearchWords, question: Question, fronts: Iterable[Reach]) -> tuple[_Choice, ...]:
    """The three filters; what is asked for can be seen even where there is no such front."""
    known: dict[str, dict[str, str]] = {"section": dict(imprint.titles), "city": dict(imprint.cities), "agency": {}}
    for reach in fronts:
        if reach.kind in known:
            known[reach.kind].setdefault(reach.slug, reach.title)
    labels = (
        ("section", say.section, say.all_sections, question.section),
        ("city", imprint.words.city, imprint.words.all_cities, question.city),
        ("agency", say.agency, say.all_agencies, question.agency),
    )
    found = []
    for name, label, everything, asked in labels:
        titles = known[name] | ({asked: asked} if asked and asked not in known[name] else {})
        ways = tuple((slug, title, slug == asked) for slug, title in titles.items())
        if ways:
            found.append(_Choice(name, label, everything, ways))
    return tuple(found)


def _leaf(imprint: Imprint, question: Question, number: int) -> str:
    return _address(imprint, question, page=number)


def _address(imprint: Imprint, question: Question, page: int = 1) -> str:
    """The address of a question, with nothing in it that is not asked."""
    parts = {
        "q": question.words,
        "section": question.section,
        "city": question.city,
        "agency": question.agency,
        "from": _day(imprint, question.since),
        "to": _day(imprint, question.until and question.until - timedelta(microseconds=1)),
        "page": str(page) if page > 1 else "",
    }
    return f"{ADDRESS}?{urlencode({name: value for name, value in parts.items() if value})}"


def _day(imprint: Imprint, at: datetime | None) -> str:
    """The day in the zone of the site, as the field of a form wants it."""
    return "" if at is None else at.astimezone(ZoneInfo(imprint.site.zone)).date().isoformat()


def _typed(word: str) -> str:
    return f'"{word}"' if " " in word else word
