"""`/corrections/`: what agencies corrected and what they withdrew."""

from collections.abc import Iterable
from datetime import datetime

from markupsafe import Markup

from ..terms.page import Page
from ..terms.site import Site
from ..terms.story import Correction, Tombstone
from .difference import difference
from .imprint import Imprint, imprint_of
from .lines import agency_name
from .notice_page import wording
from .press import printed
from .word_diff import word_diff

_MOST_LETTERS = 3_000
"""Of one difference; a longer one is on the proof page."""
_MOST_LETTERS_IN_ALL = 40_000
_MOST_COMPARED = 40
_MOST_LETTERS_OF_TEXT = 20_000
"""Of both texts together: longer ones are compared on the proof page alone."""


def corrections_page(
    site: Site, corrections: Iterable[Correction], tombstones: Iterable[Tombstone], updated: datetime
) -> Page:
    """The page of both lists, in the order given (newest first). Withdrawn stories are named by their section only.

    A correction that brings both its texts shows what changed in words; one whose words are gone brings none.
    """
    imprint = imprint_of(site)
    words, hours = imprint.words, imprint.hours
    today = hours.today(updated)
    corrections = tuple(corrections)
    differences = _differences(imprint, corrections)
    content = printed(
        "corrections.html",
        imprint=imprint,
        words=words,
        title=f"{words.corrections}: {site.name}",
        address=f"{site.url}/corrections/",
        faces=imprint.faces(correction.story.language for correction in corrections),
        folio=hours.folio(updated),
        corrections=[
            (
                hours.brief(correction.shown, today),
                correction,
                imprint.in_language(correction.story.language),
                words.correction_version.format(version=words.in_digits(correction.version)),
                changed,
            )
            for correction, changed in zip(corrections, differences, strict=True)
        ],
        withdrawn=[
            (
                hours.brief(tombstone.gone, today),
                f"/{tombstone.section}/{tombstone.id}/",
                words.withdrawn_line.format(section=imprint.titles.get(tombstone.section) or tombstone.section_title),
                agency_name(tombstone.agency),
                wording(imprint, tombstone.kind).head,
            )
            for tombstone in tombstones
        ],
    )
    return Page("corrections/index.html", content)


def _differences(imprint: Imprint, corrections: tuple[Correction, ...]) -> list[Markup | None]:
    """What changed in each; empty where it is too much for this page, None where the texts were not given."""
    left, compared = _MOST_LETTERS_IN_ALL, 0
    found: list[Markup | None] = []
    for correction in corrections:
        if correction.before is None or correction.after is None:
            found.append(None)
            continue
        length = sum(len(block) for text in (correction.before, correction.after) for block in text.blocks)
        small = length <= _MOST_LETTERS_OF_TEXT and compared < _MOST_COMPARED and left > 0
        changed = word_diff(correction.before, correction.after) if small else None
        compared += 1
        if changed is None or changed.is_empty or changed.letters > min(_MOST_LETTERS, left):
            found.append(Markup())
            continue
        left -= changed.letters
        label = imprint.words.log.diff_here.format(version=imprint.words.in_digits(correction.version))
        found.append(difference(imprint, changed, correction.story.language, label))
    return found
