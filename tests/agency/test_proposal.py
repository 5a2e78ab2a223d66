"""What a sample says of its wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from newsroom import newsml_g2, nitf
from nightdesk import registry
from nightdesk.agency import formats as format_parts
from nightdesk.agency import profiles as profile_parts
from nightdesk.agency.format import Format
from nightdesk.agency.profile import Profile
from nightdesk.agency.proposal import Proposal, propose
from nightdesk.terms.delivery import Delivery

FORMATS = tuple(registry.find(format_parts, "FORMAT", Format).values())
PROFILES: Mapping[str, Profile] = registry.find(profile_parts, "PROFILE", Profile)


def _proposed(*contents: bytes, name: str = "copy.xml") -> Proposal:
    when = datetime(2026, 3, 2, tzinfo=UTC)
    sample = [
        Delivery(wire="sample", name=name, content=one, seal=sha256(one).hexdigest(), received=when, transport="ingest")
        for one in contents
    ]
    return propose(sample, PROFILES, FORMATS)


def _rss(title: str, *items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def _entry(number: int, guid: str = "", title: str = "A title", when: str = "Mon, 02 Mar 2026 09:00:00 +0530") -> str:
    return (
        f"<item><guid isPermaLink='false'>{guid or number}</guid><link>https://wire.example/{number}</link>"
        f"<title>{title}</title><pubDate>{when}</pubDate><description>Text number {number}.</description></item>"
    )


def test_a_plain_sample_needs_nothing() -> None:
    proposal = _proposed(newsml_g2())
    assert (proposal.base, proposal.overrides) == ("generic", ())
    assert proposal.profile == PROFILES["generic"]


@pytest.mark.parametrize(
    ("content", "agency"),
    [
        (_rss("IANS Hindi", _entry(1)), "IANS"),
        (_rss("Latest", _entry(1).replace("Text", "Pune, March 2 (PTI) Text")), "PTI"),
        (newsml_g2(text=("A text.", "ANI")), "ANI"),
    ],
)
def test_an_agency_we_know_is_recognised(content: bytes, agency: str) -> None:
    proposal = _proposed(content)
    assert (proposal.agency, proposal.base) == (agency, agency.lower())


def test_a_word_that_only_contains_the_name_is_not_the_agency() -> None:
    assert _proposed(_rss("Caption Desk", _entry(1, title="Romanians vote; captians sail"))).base == "generic"
    assert _proposed(nitf(text="The animals, said Mr Anil, were optimistic.")).base == "generic"
    assert _proposed(nitf(text="An ani was seen in the garden.")).base == "generic"


def test_the_address_tells_whose_wire_it_is() -> None:
    assert _proposed(_rss("Latest", _entry(1)), name="https://feeds.ians.example/rss").base == "ians"


def test_a_feed_of_nobody_we_know_is_named_by_its_title() -> None:
    proposal = _proposed(_rss("Example City Wire", _entry(1)))
    assert (proposal.agency, proposal.base) == ("Example City Wire", "generic")


def test_a_guid_worn_by_several_stories_gives_way_to_the_link() -> None:
    proposal = _proposed(_rss("x", _entry(1, "same"), _entry(2, "same", "Other"), _entry(3, "same", "Third")))
    assert [(one.key, one.value) for one in proposal.overrides] == [("id_from", "link")]
    assert any("taken from the link (3), all different" in line for line in proposal.saw)


def test_times_without_a_zone_are_said_and_placed_only_where_the_sample_says_where() -> None:
    nowhere = _proposed(_rss("x", _entry(1, when="2 March 2026 09:00")))
    assert nowhere.overrides == ()
    assert any("'2 March 2026 09:00'" in line and "zone" in line for line in nowhere.saw)
    india = _proposed(_rss("x", _entry(1, when="2 March 2026 09:00"), _entry(2, when="2 March 2026 09:00 IST")))
    assert [(one.key, one.value) for one in india.overrides] == [("zone", "Asia/Kolkata")]


def test_a_remedy_is_proposed_only_where_it_helps() -> None:
    broken = nitf(text="A dash – here.").decode().encode("cp1252")
    assert [one.key for one in _proposed(broken).overrides] == ["charset_fallback"]
    hopeless = nitf()[:-40]
    proposal = _proposed(hopeless)
    assert proposal.overrides == ()
    assert proposal.readings[0].spike is not None


def test_json_with_raw_controls_gets_its_repair() -> None:
    content = (
        b'{"uri": "urn:1", "headline": "A\ttitle", "body_text": "A text.", "pubstatus": "usable",'
        b' "versioncreated": "2026-03-02T09:00:00Z"}'
    )
    assert [(one.key, one.value) for one in _proposed(content, name="x.json").overrides] == [("json_repairs", True)]


def test_markup_left_in_the_text_is_seen() -> None:
    proposal = _proposed(_rss("x", _entry(1, title="Salt &amp;amp; pepper")))
    assert [(one.key, one.value) for one in proposal.overrides] == [("decode_twice", ("headline",))]


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 50, b"<a>", b"{", b"plain words", b"\x1f\x8bxx", b"<!DOCTYPE html>"]
)
def test_what_is_no_wire_is_refused_with_its_reason_and_never_raises(content: bytes) -> None:
    proposal = _proposed(content)
    assert proposal.readings[0].spike is not None
    assert proposal.base == "generic"
    assert proposal.saw[0].endswith("0 items can be read, 1 cannot")
