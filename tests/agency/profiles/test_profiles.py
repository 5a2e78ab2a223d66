"""The shipped profiles assume only what is known: the zone of India, never a contract."""

import importlib

import pytest

from agency.deliveries import a_delivery, only_item
from nightdesk.agency.body import body_from_html
from nightdesk.agency.formats.rss import FORMAT
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read

NAMES = ("ians", "pti", "ani")


def profile_named(name: str) -> Profile:
    profile = importlib.import_module(f"nightdesk.agency.profiles.{name}").PROFILE
    assert isinstance(profile, Profile)
    return profile


@pytest.mark.parametrize("name", NAMES)
def test_an_indian_agency_writes_indian_time_and_its_contract_is_not_ours_to_know(name: str) -> None:
    profile = profile_named(name)
    assert (profile.name, profile.agency, profile.zone) == (name, name.upper(), "Asia/Kolkata")
    assert profile.licence_days is None
    assert profile.unkill == "hold"
    assert profile.empty_embargo == "hold"
    assert profile.index == "index"
    assert profile.formats == ()


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_agency_is_cut_by_default(name: str) -> None:
    body = body_from_html("<p>Eds: Adds quotes</p><p>Story.</p><p>PTI ABC XYZ</p>", profile_named(name))
    assert body.blocks == ("Eds: Adds quotes", "Story.", "PTI ABC XYZ")


@pytest.mark.parametrize("name", NAMES)
def test_a_time_without_a_zone_is_indian_and_windows_signs_are_read(name: str) -> None:
    item = "<item><title>“Yes” and €5</title><pubDate>2026-03-02 12:30:00</pubDate></item>"
    source = f"<rss version='2.0'><channel>{item}</channel></rss>".encode("cp1252")
    found = only_item(read(a_delivery(source), profile_named(name), (FORMAT,)))
    assert found.headline == "“Yes” and €5"
    assert found.provider == name
    assert found.version_created is not None
    assert found.version_created.at.isoformat() == "2026-03-02T07:00:00+00:00"


def test_the_generic_profile_assumes_nothing() -> None:
    generic = profile_named("generic")
    assert generic == Profile(name="generic")
