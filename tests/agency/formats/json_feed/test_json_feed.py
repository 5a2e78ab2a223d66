"""JSON Feed: the HTML before the text, the item's own before the feed's."""

import json

import pytest

from agency.deliveries import a_delivery, only_item
from nightdesk.agency.formats.json_feed import FORMAT
from nightdesk.agency.formats.ninjs import FORMAT as NINJS
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.agency.sniff import sniff
from nightdesk.terms.item import Item


def an_item(**fields: object) -> Item:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "a", **fields}]}
    return only_item(read(a_delivery(json.dumps(feed)), Profile(), (FORMAT,)))


def test_the_html_is_the_body_and_the_text_its_twin() -> None:
    assert an_item(content_html="<p>One.</p>", content_text="Two.").body.blocks == ("One.",)
    assert an_item(content_html="", content_text="Two.").body_source == "content_text"


def test_a_title_is_plain_text() -> None:
    assert an_item(title="AT&amp;T <b>up</b>").headline == "AT&amp;T <b>up</b>"


def test_controls_in_escapes_are_mended_and_named() -> None:
    item = an_item(title="Bell\u0007 rings", content_html="<p>One\u0093two\u0094.</p>")
    assert item.headline == "Bell rings"
    assert item.body.blocks == ("One“two”.",)
    assert [repair.rule for repair in item.repairs] == ["control-chars", "c1-windows-1252"]


@pytest.mark.parametrize(
    "version",
    ["https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1.1", "https:\\/\\/jsonfeed.org\\/version\\/1"],
)
def test_it_recognises_its_versions_and_ninjs_does_not(version: str) -> None:
    sniffed = sniff(f'{{"version":"{version}","items":[]}}'.encode())
    assert FORMAT.recognises(sniffed)
    assert not NINJS.recognises(sniffed)
