"""`/corrections/`: what agencies corrected and what they withdrew."""

from collections.abc import Iterable
from datetime import datetime

from ..terms.page import Page
from ..terms.site import Site
from ..terms.story import Correction, Tombstone
from .imprint import imprint_of
from .notice_page import wording
from .press import printed


def corrections_page(
    site: Site, corrections: Iterable[Correction], tombstones: Iterable[Tombstone], updated: datetime
) -> Page:
    """The page of both lists, in the order given (newest first). Withdrawn stories are named by their section only."""
    imprint = imprint_of(site)
    words, hours = imprint.words, imprint.hours
    today = hours.today(updated)
    corrections = tuple(corrections)
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
            )
            for correction in corrections
        ],
        withdrawn=[
            (
                hours.brief(tombstone.gone, today),
                f"/{tombstone.section}/{tombstone.id}/",
                words.withdrawn_line.format(section=imprint.titles.get(tombstone.section) or tombstone.section_title),
                tombstone.agency,
                wording(imprint, tombstone).head,
            )
            for tombstone in tombstones
        ],
    )
    return Page("corrections/index.html", content)
