"""The page of one story: the agency's text, alone in its own element, and our few words around it."""

from collections.abc import Sequence
from urllib.parse import quote

import msgspec
from markupsafe import Markup, escape

from ..proof.wire_text import collapse
from ..terms.dossier import StoryDossier
from ..terms.issue import InPrint
from ..terms.item import Item
from ..terms.leaf import Salts
from ..terms.page import Page
from ..terms.site import Site
from ..terms.story import Correction, Reach, ShownStory
from . import linked_data
from .imprint import Imprint, Way, imprint_of
from .issue_names import in_print
from .label import label_lines, label_text
from .languages import language_tag
from .lines import agency_name, filled, parted
from .picture_part import figures_of
from .press import printed
from .related_part import kin_part, related_part
from .tape import tape
from .topic_names import topic_name

_LONG_HEADLINE = 110
"""Above this many letters a headline is set a step smaller: an alert without one shows its first block instead."""


def story_page(
    site: Site, story: ShownStory, dossier: StoryDossier | None = None, printed_in: Sequence[InPrint] = ()
) -> Page:
    """The page at the story's address, with what the desk knows beside the text, where it has looked already.

    `printed_in` are the pages of the paper on which it begins, an edition each.
    """
    imprint = imprint_of(site)
    card, item, words = story.card, story.item, imprint.words
    section = imprint.titles.get(card.section) or card.section_title
    headline = item.headline or card.headline or words.story_of.format(agency=card.agency)
    content = printed(
        "story.html",
        imprint=imprint,
        words=words,
        card=card,
        item=item,
        story=story,
        headline=headline,
        long_headline=len(headline) > _LONG_HEADLINE,
        description=card.teaser or headline,
        address=site.url + card.path,
        section=section,
        tongue=imprint.in_language(card.language),
        text_language=_text_language(imprint, card.language),
        faces=imprint.faces((card.language,), of_story=True),
        folio=imprint.hours.folio(card.shown),
        byline=filled(escape(words.by), agency=_agency_link(story)),
        fielded=_fielded(item, card.agency),
        label=label_lines(imprint, story),
        corrections=[_correction(imprint, correction) for correction in story.corrections],
        body=Markup(item.body.markup),
        figures=figures_of(imprint, story),
        fronts=_fronts(imprint, story),
        kin=kin_part(imprint, card, dossier) if dossier else Markup(),
        related=related_part(imprint, card, section, dossier) if dossier else Markup(),
        tape=tape(story.wire_text, words.tape),
        page_leaf=_page_leaf(story),
        ends=_ends(imprint, story),
        in_print=in_print(imprint, printed_in) if printed_in else "",
        share_source=filled(
            escape(words.share_source),
            address=site.url + card.path,
            agency=agency_name(card.agency),
            site=site.name,
        ),
        shares=_shares(headline, site.url + card.path, words.share_mail),
        article=linked_data.script(linked_data.news_article(imprint, story, label_text(imprint, story), printed_in)),
        breadcrumbs=linked_data.script(
            linked_data.breadcrumbs(imprint, (section, f"/{card.section}/"), (headline, card.path))
        ),
        published=imprint.hours.element(card.published, "published"),
        updated=imprint.hours.element(card.updated, "updated"),
        published_iso=imprint.hours.iso(card.published),
        updated_iso=imprint.hours.iso(card.updated),
    )
    return Page(f"{card.path.strip('/')}/index.html", content)


class _WireLeaf(msgspec.Struct, frozen=True):
    """The script element `wire-leaf` of contract §8."""

    n: int
    leaf: str
    salts: Salts


def _page_leaf(story: ShownStory) -> Markup:
    """The leaf for verifiers; `<` is written as \\u003c, so that no guid can end the element."""
    if story.leaf is None:
        return Markup()
    text = msgspec.json.encode(_WireLeaf(story.leaf.n, story.leaf.leaf, story.leaf.salts)).decode()
    return Markup('<script type="application/json" id="wire-leaf">' + text.replace("<", "\\u003c") + "</script>\n")


def _agency_link(story: ShownStory) -> Markup:
    return filled('<a href="/agency/{}/">{}</a>', story.card.agency_slug, agency_name(story.card.agency))


def _text_language(imprint: Imprint, language: str) -> Markup:
    """The attributes of the text itself: its language always, its direction where it is not the page's."""
    marked = imprint.in_language(language)
    tag = language_tag(language)
    return marked or (Markup(f' lang="{tag}"') if tag else Markup())


def _fielded(item: Item, agency: str) -> tuple[str, ...]:
    """The byline and dateline that came as fields and do not stand in the text: they are printed outside of it."""
    blocks = item.body.blocks
    edges = " ".join((*blocks[:2], *blocks[-1:])).casefold()
    names = {agency.casefold(), item.provider.casefold()}
    known = names | {f"by {name}" for name in names}
    found = (collapse(field or "") for field in (item.byline, item.dateline))
    return tuple(field for field in found if field and field.casefold() not in known and field.casefold() not in edges)


def _correction(imprint: Imprint, correction: Correction) -> tuple[Markup, str]:
    """Our sentence on a correction, and the agency's own note."""
    sentence = filled(
        escape(imprint.words.corrected),
        agency=agency_name(correction.story.agency),
        time=imprint.hours.element(correction.shown),
        version=imprint.words.in_digits(correction.version),
    )
    return sentence, correction.note


def _fronts(imprint: Imprint, story: ShownStory) -> list[tuple[Way, str, str]]:
    """The fronts that the story is on: the link, and the reason in our words and in the agency's."""
    folders = {"section": "", "city": "city/", "agency": "agency/", "topic": "topic/"}
    return [
        (
            Way(f"/{folders[reach.kind]}{reach.slug}/", _front_name(imprint, reach)),
            *parted(_reason(reach)),
        )
        for reach in story.reaches
    ]


def _front_name(imprint: Imprint, reach: Reach) -> str:
    if reach.kind == "agency":
        return agency_name(reach.title)
    if reach.kind == "topic":
        return topic_name(reach.slug, reach.title, imprint.language)
    names = {"section": imprint.titles, "city": imprint.cities}
    return names.get(reach.kind, {}).get(reach.slug) or reach.title


def _reason(reach: Reach) -> str:
    """The reason, with an agency's name in the face that has its letters: another face would be one more request."""
    if reach.kind != "agency" or not reach.title:
        return reach.reason
    return escape(reach.reason).replace(escape(reach.title), agency_name(reach.title))


def _ends(imprint: Imprint, story: ShownStory) -> Markup:
    words, body = imprint.words, story.item.body
    if body.markup.count("<p>") != len(body.blocks):
        sentence = words.ends_blocks
    else:
        sentence = words.ends_one if len(body.blocks) == 1 else words.ends
    return filled(
        escape(sentence),
        letters=words.number(sum(map(len, body.blocks))),
        count=words.number(len(body.blocks)),
        agency=agency_name(story.card.agency),
        version=words.in_digits(story.card.version),
    )


def _shares(headline: str, address: str, mail: str) -> tuple[tuple[str, str], ...]:
    text, link = quote(headline, safe=""), quote(address, safe="")
    return (
        ("WhatsApp", f"https://wa.me/?text={text}%20{link}"),
        ("Telegram", f"https://t.me/share/url?url={link}&text={text}"),
        (mail, f"mailto:?subject={text}&body={link}"),
    )
