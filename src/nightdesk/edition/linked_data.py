"""What a story page says to machines: JSON-LD in the terms of schema.org 30.0."""

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from ..terms.dossier import Thread
from ..terms.issue import InPrint
from ..terms.item import Item, Place
from ..terms.story import ShownStory
from .imprint import Imprint
from .languages import language_tag
from .picture_part import linked_images

_MEDIA_TYPES = {
    "newsml-g2": "application/vnd.iptc.g2.newsitem+xml",
    "ninjs": "application/json",
    "nitf": "application/nitf+xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json-feed": "application/feed+json",
}
"""How the bytes that a version was read from are labelled; other formats as unlabelled bytes."""

_Thing = dict[str, object]


def script(thing: _Thing) -> Markup:
    """A JSON-LD script element. `<` is written as \\u003c, so that no text can end the element (test 33)."""
    text = msgspec.json.encode({"@context": "https://schema.org", **thing}).decode().replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def publisher(imprint: Imprint) -> _Thing:
    """The site as the publisher: it answers for publishing, never for writing."""
    site = imprint.site
    return {
        "@type": "NewsMediaOrganization",
        "name": site.name,
        "url": f"{site.url}/",
        "logo": {"@type": "ImageObject", "url": f"{site.url}/icon-512.png", "width": 512, "height": 512},
        "publishingPrinciples": f"{site.url}/about/automation/",
        "noBylinesPolicy": f"{site.url}/about/automation/",
        "correctionsPolicy": f"{site.url}/corrections/",
    }


def news_article(imprint: Imprint, story: ShownStory, label: str, printed_in: Sequence[InPrint] = ()) -> _Thing:
    """The story. Its author is the agency, an Organization (D6); nothing claims a review, for there was none."""
    site, card, item, hours = imprint.site, story.card, story.item, imprint.hours
    agency: _Thing = {
        "@type": "Organization",
        "name": card.agency,
        "url": f"{site.url}/agency/{card.agency_slug}/",
    }
    thing: _Thing = {
        "@type": "NewsArticle",
        "@id": f"{site.url}{card.path}",
        "url": f"{site.url}{card.path}",
        "mainEntityOfPage": f"{site.url}{card.path}",
        "headline": card.headline,
        "datePublished": hours.iso(card.published),
        "dateModified": hours.iso(card.updated),
        "author": agency,
        "sourceOrganization": agency,
        "copyrightHolder": agency,
        "creditText": item.credit or card.agency,
        "publisher": publisher(imprint),
        "sdPublisher": {"@type": "Organization", "name": site.name, "url": f"{site.url}/"},
        "publishingPrinciples": f"{site.url}/about/automation/",
        "articleSection": card.section_title,
        "articleBody": "\n".join(item.body.blocks),
        "wordCount": sum(block.count(" ") + 1 for block in item.body.blocks),
        "isAccessibleForFree": True,
        "version": card.version,
        "creativeWorkStatus": "Published automatically; not reviewed",
        "backstory": label,
        "encoding": {"@type": "MediaObject", "encodingFormat": "text/plain", "sha256": story.wire_text},
        "isBasedOn": {
            "@type": "CreativeWork",
            "identifier": card.guid,
            "version": card.version,
            "encoding": {
                "@type": "MediaObject",
                "encodingFormat": _MEDIA_TYPES.get(story.format, "application/octet-stream"),
                "sha256": story.seal,
            },
        },
    }
    thing.update(_where_known(item, card.language))
    if story.pictures:
        thing["image"] = linked_images(imprint, story)
    if printed_in:
        thing["printEdition"] = [place.title for place in printed_in]
        thing["printPage"] = [str(place.page) for place in printed_in]
    if story.leaf is not None:
        thing["archivedAt"] = f"{site.url}{card.path}proof/"
        thing["encoding"] = {
            "@type": "MediaObject",
            "encodingFormat": "text/plain",
            "contentUrl": f"{site.url}{card.path}v{story.leaf.n}.txt",
            "sha256": story.wire_text,
        }
    if story.corrections:
        thing["correction"] = [
            {
                "@type": "CorrectionComment",
                "datePublished": hours.iso(correction.shown),
                "text": correction.note or imprint.words.no_note,
            }
            for correction in story.corrections
        ]
    return thing


def _where_known(item: Item, language: str) -> _Thing:
    """What the agency may or may not have said; nothing is put where it said nothing."""
    places = [_place(place) for place in item.places if place.name]
    origin = next(
        (_place(place) for place in item.places if place.role in {"dateline", "located"} and place.name), None
    )
    thing: _Thing = {
        "dateline": item.dateline,
        "copyrightNotice": item.copyright_notice,
        "inLanguage": language_tag(language),
        "locationCreated": origin,
        "contentLocation": places,
        "about": [{"@type": "Thing", "name": subject.name} for subject in item.subjects if subject.name],
        "mentions": [
            *({"@type": "Person", "name": name} for name in item.people),
            *({"@type": "Organization", "name": name} for name in item.organisations),
        ],
    }
    return {name: value for name, value in thing.items() if value}


def _place(place: Place) -> _Thing:
    return {"@type": "Place", "name": place.name}


def thread(imprint: Imprint, shown: Thread, headline: str) -> _Thing:
    """A thread: a collection whose stories stand in the order of the event."""
    url = imprint.site.url
    address = f"{url}/thread/{shown.id}/"
    thing: _Thing = {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": headline,
        "datePublished": imprint.hours.iso(min(entry.card.published for entry in shown.entries)),
        "dateModified": imprint.hours.iso(max(entry.card.updated for entry in shown.entries)),
        "publisher": publisher(imprint),
        "mainEntity": {
            "@type": "ItemList",
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "numberOfItems": len(shown.entries),
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": entry.card.headline, "url": f"{url}{entry.card.path}"}
                for place, entry in enumerate(shown.entries, 1)
            ],
        },
    }
    tag = language_tag(shown.language)
    return {**thing, "inLanguage": tag} if tag else thing


def breadcrumbs(imprint: Imprint, *steps: tuple[str, str]) -> _Thing:
    """The way from the front page to this one: (name, path) of each step."""
    url = imprint.site.url
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": f"{url}{path}"}
            for place, (name, path) in enumerate(((imprint.words.front_page, "/"), *steps), 1)
        ],
    }
