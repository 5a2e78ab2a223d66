"""The lists of cities, of agencies and of topics: `/city/`, `/agency/` and `/topic/`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from ..terms.page import Page
from ..terms.site import Site
from ..terms.story import Reach
from .imprint import Imprint, Way, imprint_of
from .press import printed
from .topic_names import topic_name


def index_page(
    site: Site, kind: Literal["city", "agency", "topic"], reaches: Iterable[Reach], updated: datetime
) -> Page:
    """The page that names every front of one kind, in the order given; a reach's reason stands under its name."""
    imprint = imprint_of(site)
    words = imprint.words
    if kind == "city":
        title, rule, quiet = words.city_index, words.city_index_rule, words.city_index_empty
    elif kind == "topic":
        said = words.dossier
        title, rule, quiet = said.topic_index, said.topic_index_rule, said.topic_index_empty
    else:
        title, rule, quiet = words.agency_index, words.agency_index_rule, words.agency_index_empty
    content = printed(
        "names.html",
        imprint=imprint,
        words=words,
        title=f"{title}: {site.name}",
        address=f"{site.url}/{kind}/",
        here=f"/{kind}/",
        faces=imprint.faces(),
        folio=imprint.hours.folio(updated),
        heading=title,
        rule=rule,
        quiet=quiet,
        ways=[(Way(f"/{kind}/{reach.slug}/", _title(imprint, kind, reach)), reach.reason) for reach in reaches],
    )
    return Page(f"{kind}/index.html", content)


def _title(imprint: Imprint, kind: str, reach: Reach) -> str:
    if kind == "topic":
        return topic_name(reach.slug, reach.title, imprint.language)
    return (imprint.cities.get(reach.slug) if kind == "city" else "") or reach.title
