"""The label above every story: how it came here, and what, if anything, differs from what was sent.

Its wording is a promise, and is named in each leaf of the log (`terms/label.py`): other words take another name.
"""

from markupsafe import Markup, escape

from ..terms.body import Body
from ..terms.story import ShownStory
from .imprint import Imprint
from .lines import agency_name, filled

_NOT_TOLD = frozenset({"service-text", "excluded", "style", "head", "template", "link", "meta", "base"})
"""Removed things of which the label does not say "scripts or media": service text has its own sentence, what the
profile excludes is no part of the body, and the rest is dress."""

_PICTURES = "media"
"""NITF's element for a picture within the text: it is not left out where the picture is shown."""


def label_text(imprint: Imprint, story: ShownStory) -> str:
    """The first sentence, for machines."""
    time = imprint.hours.clock(story.card.shown)
    return imprint.words.label.format(agency=story.card.agency, time=time, site=imprint.site.name)


def label_lines(imprint: Imprint, story: ShownStory) -> list[Markup]:
    """The sentences. The first leads to the proof where there is one."""
    words, card = imprint.words, story.card
    time = imprint.hours.hour(card.shown)
    first = filled(escape(words.label), agency=agency_name(card.agency), time=time, site=imprint.site.name)
    if story.leaf is not None:
        first += filled(' <a href="proof/">{}</a>{}', words.log.check_this, words.log.stop)
    lines = [first]
    if not story.item.headline:
        lines.append(filled(escape(words.label_derived), agency=agency_name(card.agency)))
    if story.service_text_cut:
        sentence = words.label_service_one if story.service_text_cut == 1 else words.label_service_many
        lines.append(escape(sentence.format(count=words.number(story.service_text_cut))))
    if is_media_cut(story.item.body, len(story.pictures)):
        lines.append(escape(words.label_active))
    return lines


def is_media_cut(body: Body, pictures: int) -> bool:
    """Whether scripts or media were left out, where so many pictures stand beside the text."""
    return any(
        removed.kind not in _NOT_TOLD and not (removed.kind == _PICTURES and removed.count <= pictures)
        for removed in body.removed
    )
