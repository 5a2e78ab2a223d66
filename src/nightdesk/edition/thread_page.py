"""The page of a thread: one event with all its stories, oldest first, each where it stands in the course of it."""

from markupsafe import Markup, escape

from ..terms.dossier import Thread, ThreadEntry
from ..terms.page import Page
from ..terms.site import Site
from . import linked_data
from .imprint import Imprint, imprint_of
from .lines import agency_name, lines
from .press import printed


def thread_page(site: Site, thread: Thread) -> Page:
    """The page at `/thread/<id>/`; where no story is left, a notice that says so and holds none of their words."""
    imprint = imprint_of(site)
    content = _river(imprint, thread) if thread.entries else _nothing_left(imprint)
    return Page(f"thread/{thread.id}/index.html", content)


def thread_pointer_page(site: Site, old_id: str, new_id: str) -> Page:
    """The address of a thread that has become part of another: it leads there, and holds no words of the stories."""
    imprint = imprint_of(site)
    said, path = imprint.words.dossier, f"/thread/{new_id}/"
    content = printed(
        "pointer.html",
        imprint=imprint,
        said=said.thread_pointer,
        link=said.thread_pointer_link,
        path=path,
        address=site.url + path,
    )
    return Page(f"thread/{old_id}/index.html", content)


def _river(imprint: Imprint, thread: Thread) -> bytes:
    site, words, hours = imprint.site, imprint.words, imprint.hours
    newest = thread.entries[-1].card
    headline = thread.headline or words.story_of.format(agency=newest.agency)
    path = f"/thread/{thread.id}/"
    slug, section = _section(imprint, thread)
    # The day stands where it changes, not against today: the page need not be made again at midnight.
    river = lines(imprint, (entry.card for entry in thread.entries), None)
    return printed(
        "thread.html",
        imprint=imprint,
        words=words,
        said=words.dossier,
        title=headline,
        tongue=imprint.in_language(thread.language),
        description=_rule(imprint, thread),
        rule=_rule(imprint, thread, marked=True),
        address=site.url + path,
        hidden=newest.index == "noindex",
        faces=imprint.faces({entry.card.language for entry in thread.entries}),
        folio=hours.folio(max(entry.card.shown for entry in thread.entries)),
        section=section,
        section_slug=slug,
        entries=[(line, entry.part, _part(imprint, entry)) for line, entry in zip(river, thread.entries, strict=True)],
        collection=linked_data.script(linked_data.thread(imprint, thread, headline)),
        breadcrumbs=linked_data.script(linked_data.breadcrumbs(imprint, (section, f"/{slug}/"), (headline, path))),
    )


def _section(imprint: Imprint, thread: Thread) -> tuple[str, str]:
    """The path word and the title of the thread's section; those of its newest story where none of them is there."""
    cards = [entry.card for entry in reversed(thread.entries)]
    of = next((card for card in cards if card.section == thread.section), cards[0])
    return of.section, imprint.titles.get(of.section) or of.section_title


def _rule(imprint: Imprint, thread: Thread, *, marked: bool = False) -> str:
    """The sentence that says what this is, who put it together, and whose the heading is."""
    words, agency = imprint.words, thread.entries[-1].card.agency
    count = len(thread.entries)
    pattern = words.dossier.thread_rule if count > 1 else words.dossier.thread_rule_one
    filled = {"count": words.number(count), "agency": agency}
    if not marked:
        return pattern.format(**filled)
    return Markup(escape(pattern)).format(**{**filled, "agency": agency_name(agency)})


def _part(imprint: Imprint, entry: ThreadEntry) -> str:
    said = imprint.words.dossier
    return {"first": said.part_first, "follow-up": said.part_follow_up, "wrap-up": said.part_wrap_up}[entry.part]


def _nothing_left(imprint: Imprint) -> bytes:
    said = imprint.words.dossier
    return printed(
        "plain.html",
        imprint=imprint,
        words=imprint.words,
        title=f"{said.thread_gone_head.rstrip('.।۔')}: {imprint.site.name}",
        address="",
        faces=imprint.faces(),
        folio="",
        heading=said.thread_gone_head,
        lines=(said.thread_gone_body,),
        ways=(),
    )
