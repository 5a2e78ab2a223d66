"""What stands where a story may no longer be seen, and the short address of one that may."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from ..terms.page import Page
from ..terms.site import Site
from ..terms.story import Card, Tombstone
from .imprint import Imprint, imprint_of
from .press import printed
from .tape import tape

_WAITING = frozenset({"withheld", "embargoed"})


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one kind of notice."""

    head: str
    body: str


def notice_page(site: Site, tombstone: Tombstone, *, has_proof: bool = False) -> Page:
    """The notice for one story. It is made from the tombstone alone, so it cannot hold a word of the story.

    `has_proof`: what the log keeps of it stands at `/<section>/<id>/proof/`, and the notice leads there.
    """
    imprint = imprint_of(site)
    words, hours = imprint.words, imprint.hours
    said = wording(imprint, tombstone.kind)
    waiting = tombstone.kind in _WAITING
    body = Markup(escape(said.body)).format(
        agency=tombstone.agency,
        site=site.name,
        date=hours.day(tombstone.received),
        received=hours.hour(tombstone.received, seconds=True),
        gone=hours.hour(tombstone.gone, seconds=True),
    )
    content = printed(
        "notice.html",
        imprint=imprint,
        words=words,
        title=f"{said.head.rstrip('.।۔')}: {site.name}",
        faces=imprint.faces(),
        folio=hours.folio(tombstone.gone),
        waiting=waiting,
        status=_status(imprint, tombstone),
        heading=said.head,
        lines=(body, words.back_more if waiting else words.gone_more),
        tape=tape("", words.tape_empty),
        proof=f"/{tombstone.section}/{tombstone.id}/proof/" if has_proof else "",
        facts=_facts(imprint, tombstone),
    )
    return Page(_path(tombstone), content)


def _path(tombstone: Tombstone) -> str:
    if tombstone.kind in _WAITING:
        return f"{tombstone.path.strip('/')}/index.html"
    status = 451 if tombstone.kind == "court" else 410
    return f"{tombstone.section}/{tombstone.id}/{status}.html"


def wording(imprint: Imprint, kind: str) -> Wording:
    """What the site says of a story that went this way; `kind` as a Tombstone has it."""
    words = imprint.words
    return {
        "killed": Wording(words.killed_head, words.killed_body),
        "withheld": Wording(words.withheld_head, words.withheld_body),
        "embargoed": Wording(words.embargoed_head, words.embargoed_body),
        "expired": Wording(words.expired_head, words.expired_body),
        "licence": Wording(words.licence_head, words.licence_body),
        "taken-down": Wording(words.taken_head, words.taken_body),
        "court": Wording(words.court_head, words.court_body),
    }[kind]


def _status(imprint: Imprint, tombstone: Tombstone) -> str:
    words = imprint.words
    if tombstone.kind in _WAITING:
        return words.status_waiting
    return words.status_court if tombstone.kind == "court" else words.status_gone


def _facts(imprint: Imprint, tombstone: Tombstone) -> list[tuple[str, Markup]]:
    """The table of the notice: who, when, why, how fast."""
    words, hours = imprint.words, imprint.hours
    agency = Markup('<a href="/agency/{}/">{}</a>').format(tombstone.agency_slug, tombstone.agency)
    facts = [(words.fact_agency, agency)]
    if tombstone.published is not None:
        span = Markup(escape(words.fact_shown_span)).format(
            start=hours.element(tombstone.published), end=hours.element(tombstone.gone)
        )
        facts.append((words.fact_shown, span))
    facts.append((words.fact_reason, escape(tombstone.reason or words.fact_no_reason)))
    seconds = max((tombstone.gone - tombstone.received).total_seconds(), 0.0)
    facts.append((words.fact_time, escape(words.fact_seconds.format(seconds=words.in_digits(f"{seconds:.1f}")))))
    return facts


def pointer_page(site: Site, card: Card | Tombstone) -> Page:
    """`/<section>/<id>/` while the story lives: it leads to the address with words, and holds none of them itself."""
    imprint = imprint_of(site)
    words = imprint.words
    content = printed(
        "pointer.html",
        imprint=imprint,
        said=words.pointer,
        link=words.pointer_link,
        path=card.path,
        address=site.url + card.path,
    )
    return Page(f"{card.section}/{card.id}/index.html", content)
