"""Builders that say only what matters, and two checks that the feeds share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from nightdesk.terms.site import Site
from nightdesk.terms.story import Card, Front, Tombstone

SIX = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)


@pytest.fixture
def six() -> datetime:
    """Six in the morning in India."""
    return SIX


@pytest.fixture
def site() -> Site:
    return Site(name="The Example Post", url="https://post.example", tagline="News & nothing else")


@pytest.fixture
def a_card() -> Callable[..., Card]:
    numbers = count(1)

    def build(**fields: Any) -> Card:
        id_ = fields.setdefault("id", f"{next(numbers):012d}")
        fields.setdefault("guid", f"urn:ews:{id_}")
        fields.setdefault("headline", "Council agrees nothing")
        fields.setdefault("path", f"/{fields.get('section', 'national') or 'news'}/council-agrees-nothing-{id_}/")
        fields.setdefault("teaser", "The example council met on Monday …")
        fields.setdefault("published", SIX)
        fields.setdefault("updated", fields["published"])
        given = {
            "agency": "EWS",
            "agency_slug": "ews",
            "section": "national",
            "section_title": "National",
            "shown": SIX,
        }
        return Card(**(given | fields))

    return build


@pytest.fixture
def a_tombstone() -> Callable[..., Tombstone]:
    def build(**fields: Any) -> Tombstone:
        given = {
            "id": "k1llk1llk1ll",
            "guid": "urn:ews:kill",
            "kind": "killed",
            "section": "national",
            "section_title": "National",
            "agency": "EWS",
            "agency_slug": "ews",
            "path": "/national/minister-secretly-resigned-k1llk1llk1ll/",
            "received": SIX,
            "gone": SIX + timedelta(seconds=2),
            "reason": "Minister did not resign",
        }
        return Tombstone(**(given | fields))

    return build


@pytest.fixture
def a_front() -> Callable[..., Front]:
    def build(*cards: Card, **fields: Any) -> Front:
        given = {"kind": "section", "slug": "national", "title": "National", "base": "/national/", "updated": SIX}
        return Front(**(given | {"cards": cards} | fields))

    return build
