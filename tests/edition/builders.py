"""Builders of the values that pages are made from: they say only what matters."""

import hashlib
from datetime import UTC, datetime, timedelta
from html import escape

from nightdesk.proof.wire_text import digest
from nightdesk.terms.body import Body
from nightdesk.terms.item import Item
from nightdesk.terms.site import App, Edition, Section, Site
from nightdesk.terms.story import Card, ShownStory

NOW = datetime(2025, 4, 27, 1, 1, tzinfo=UTC)
"""06:31 in India."""

SITE = Site(
    name="Panchganga Post",
    url="https://panchganga.example",
    tagline="Kolhapur and the world, as the agencies send it",
    contact="grievance@panchganga.example",
    sections=(
        Section(slug="international", title="International", titles={"mr": "आंतरराष्ट्रीय", "hi": "अंतरराष्ट्रीय"}),
        Section(slug="national", title="National", titles={"mr": "राष्ट्रीय", "hi": "राष्ट्रीय"}),
        Section(slug="maharashtra", title="Maharashtra", titles={"mr": "महाराष्ट्र", "hi": "महाराष्ट्र"}),
        Section(slug="business", title="Business", titles={"mr": "व्यवसाय", "hi": "कारोबार"}),
        Section(slug="sport", title="Sport", titles={"mr": "क्रीडा", "hi": "खेल"}),
        Section(slug="science", title="Science", titles={"mr": "विज्ञान", "hi": "विज्ञान"}),
    ),
    editions=(
        Edition(slug="kolhapur", title="Kolhapur", titles={"mr": "कोल्हापूर", "hi": "कोल्हापुर"}),
        Edition(slug="sangli", title="Sangli", titles={"mr": "सांगली"}),
        Edition(slug="satara", title="Satara", titles={"mr": "सातारा"}),
        Edition(slug="pune", title="Pune", titles={"mr": "पुणे"}),
        Edition(slug="nashik", title="Nashik", titles={"mr": "नाशिक"}),
        Edition(slug="belagavi", title="Belagavi", titles={"mr": "बेळगावी"}),
    ),
    app=App(ios_store_id="1234567890", android_package="example.panchganga"),
)

SLUGS = {
    "Peninsula": "peninsula",
    "Meridian": "meridian",
    "Northlight": "northlight",
    "Sahyadri Varta": "sahyadri-varta",
}


def a_site(language: str = "en-IN", name: str = "Panchganga Post") -> Site:
    """The sample site, its interface in another language."""
    return Site(
        name=name,
        url=SITE.url,
        language=language,
        tagline="" if language != "en-IN" else SITE.tagline,
        contact=SITE.contact,
        sections=SITE.sections,
        editions=SITE.editions,
        app=SITE.app,
    )


def in_paragraphs(*paragraphs: str) -> Body:
    """A body of plain paragraphs."""
    return Body(blocks=paragraphs, markup="\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs))


def a_card(
    headline: str = "Irwin bridge to carry one-way traffic from Tuesday", minutes: int = 30, **changed: object
) -> Card:
    """A card of a story that was sent `minutes` before NOW."""
    at = NOW - timedelta(minutes=minutes)
    identity = hashlib.sha256(headline.encode()).hexdigest()[:12]
    section = str(changed.get("section", "national"))
    agency = str(changed.get("agency", "Peninsula"))
    values: dict[str, object] = {
        "id": identity,
        "guid": f"urn:newsml:{SLUGS.get(agency, 'wire')}.example:20250427:{identity}",
        "path": f"/{section}/story-{identity}/",
        "headline": headline,
        "agency": agency,
        "agency_slug": SLUGS.get(agency, "wire"),
        "section": section,
        "section_title": section.title(),
        "published": at,
        "updated": at,
        "shown": at + timedelta(seconds=2),
    }
    return Card(**{**values, **changed})  # type: ignore[arg-type]


def a_story(
    card: Card | None = None, body: Body | None = None, headline: str | None = None, **changed: object
) -> ShownStory:
    """A story as shown; `headline` "" for one that came without."""
    card = card or a_card()
    body = body or in_paragraphs("Sangli, April 27 (Peninsula): The old bridge will carry traffic one way.")
    said = card.headline if headline is None else headline
    item_fields = {name: changed.pop(name) for name in list(changed) if name in Item.__struct_fields__}
    item = Item(provider=card.agency, guid=card.guid, headline=said, language=card.language, body=body, **item_fields)  # type: ignore[arg-type]
    values: dict[str, object] = {
        "card": card,
        "item": item,
        "wire_text": digest(said, body.blocks),
        "seal": hashlib.sha256(b"delivery").hexdigest(),
        "format": "newsml-g2",
        "profile": "generic",
        "profile_seal": hashlib.sha256(b"profile").hexdigest(),
    }
    return ShownStory(**{**values, **changed})  # type: ignore[arg-type]
