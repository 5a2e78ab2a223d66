"""RSS: which id, which text, which time; and the traps of real feeds, each by name."""

import re
import time
import xml.etree.ElementTree as Plain
from pathlib import Path

import pytest

from agency.deliveries import CORPUS, SEED, a_delivery, needs_corpus, only_item, read_file
from nightdesk.agency.formats.atom import FORMAT as ATOM
from nightdesk.agency.formats.rss import FORMAT
from nightdesk.agency.profile import Profile
from nightdesk.agency.profiles.ians import PROFILE as IANS
from nightdesk.agency.read import read
from nightdesk.proof.wire_text import digest
from nightdesk.terms.item import Item
from nightdesk.terms.reading import Reading
from nightdesk.terms.spike import Spike

SYNTHETIC = CORPUS / "synthetic" / "rss"
EDGE = CORPUS / "rss-atom-edge"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/"'
)
EWS = "Seoul, April 27 (EWS) Text of the first paragraph & more."


def a_feed(*items: str, profile: Profile | None = None) -> Reading:
    inside = "".join(f"<item>{item}</item>" for item in items)
    source = f'<rss version="2.0" {SPACES}><channel><title>T</title>{inside}</channel></rss>'
    return read(a_delivery(source), profile or Profile(), (FORMAT,))


def an_item(inside: str, profile: Profile | None = None) -> Item:
    return only_item(a_feed("<guid>g</guid>" + inside, profile=profile))


def items_of(name: str, profile: Profile = IANS) -> list[Item]:
    reading = read_file(SYNTHETIC / name, FORMAT, profile)
    assert reading.spike is None
    return [entry for entry in reading.entries if isinstance(entry, Item)]


def test_the_encoded_content_is_the_body_and_the_description_the_teaser() -> None:
    item = an_item(
        "<description>Short &amp;amp; sweet</description><content:encoded>&lt;p&gt;Long.&lt;/p&gt;</content:encoded>"
    )
    assert item.body.blocks == ("Long.",)
    assert item.teaser == "Short & sweet"


def test_a_description_alone_is_the_body_and_no_teaser() -> None:
    item = an_item("<description>&lt;p&gt;All.&lt;/p&gt;</description>")
    assert item.body.blocks == ("All.",)
    assert item.teaser is None


def test_content_without_a_word_does_not_hide_the_description() -> None:
    item = an_item("<description>All.</description><content:encoded>&lt;img src='x'/&gt;</content:encoded>")
    assert item.body.blocks == ("All.",)
    assert item.body_source == "description"


def test_a_title_is_plain_text_after_xml_decoding() -> None:
    assert (
        an_item("<title>AT&amp;T &lt;b&gt;rises&lt;/b&gt; &amp;amp; falls</title>").headline
        == "AT&T <b>rises</b> &amp; falls"
    )


def test_a_title_sent_escaped_twice_is_decoded_twice_only_where_the_profile_says_so() -> None:
    title = "<title>Chair &amp;quot;agrees&amp;quot;</title>"
    assert an_item(title, Profile(decode_twice=("headline",))).headline == 'Chair "agrees"'


def test_white_space_in_a_title_collapses_and_no_break_spaces_stay() -> None:
    assert an_item("<title>\n Chair \t\n agrees\u00a0now </title>").headline == "Chair agrees\u00a0now"


def test_a_channel_speaks_for_items_without_a_language_of_their_own() -> None:
    source = '<rss version="2.0"><channel><item><title>a</title></item><language>hi</language></channel></rss>'
    assert only_item(read(a_delivery(source), Profile(language="en"), (FORMAT,))).language == "hi"


def test_a_mail_address_is_never_a_byline() -> None:
    assert an_item("<title>t</title><author>desk@nna.example</author>").byline is None
    assert an_item("<title>t</title><author>desk@nna.example (Asha Rao)</author>").byline == "Asha Rao"
    assert an_item("<title>t</title><dc:creator>NNA</dc:creator>").byline == "NNA"


def test_an_alert_without_a_title_has_a_derived_headline_that_is_no_part_of_the_text() -> None:
    item = an_item("<description>Dam gates opened</description>")
    assert (item.headline, item.derived_headline) == ("", "Dam gates opened")


def test_the_profile_decides_where_the_id_comes_from() -> None:
    inside = "<link>https://nna.example/1</link><title>t</title>"
    assert an_item(inside, Profile(id_from="link")).guid == "https://nna.example/1"
    assert an_item(inside, Profile(id_from="text")).guid_kind == "derived-text"


def test_an_id_too_long_to_keep_is_a_spike() -> None:
    reading = a_feed(f"<guid>{'x' * 600}</guid><title>t</title>", "<guid>ok</guid><title>u</title>")
    spike, item = reading.entries
    assert isinstance(spike, Spike)
    assert isinstance(item, Item)


def test_urgency_words_are_mapped_by_the_profile() -> None:
    item = an_item("<title>t</title><priority>Flash</priority>", Profile(urgency={"flash": 1}))
    assert item.urgency == 1


def test_a_body_too_deep_spikes_its_item_alone() -> None:
    deep = "&lt;div&gt;" * 700
    spike, item = a_feed(
        f"<guid>deep</guid><title>Deep</title><description>{deep}</description>", "<guid>b</guid><title>b</title>"
    ).entries
    assert isinstance(spike, Spike)
    assert (spike.code, spike.guid, spike.headline) == ("too-deep", "deep", "Deep")
    assert isinstance(item, Item)


@needs_corpus
def test_ist_is_indian_time_in_every_form_and_naive_times_are_in_the_wires_zone() -> None:
    items = items_of("ist-dates.xml")
    assert len(items) == 4
    for item in items:
        assert item.version_created is not None
        assert item.version_created.at.isoformat() == "2025-04-27T00:57:00+00:00"


@needs_corpus
def test_without_a_guid_the_link_is_the_id_and_without_a_link_the_text() -> None:
    first, second, third = items_of("no-guid.xml")
    assert (first.guid, first.guid_kind) == ("https://ews.example/n1", "derived-link")
    assert re.fullmatch("sha256:[0-9a-f]{64}", second.guid)
    assert second.guid_kind == "derived-text"
    assert third.guid == "https://ews.example/n3"


@needs_corpus
def test_a_guid_that_stands_twice_for_different_stories_is_no_id_and_flagged() -> None:
    items = items_of("same-guid.xml")
    assert [item.guid for item in items] == ["https://ews.example/1", "https://ews.example/2"]
    assert all(repair.rule == "guid-not-unique" for item in items for repair in item.repairs)


@needs_corpus
def test_double_escaping_stays_as_sent() -> None:
    (item,) = items_of("double-escaped.xml")
    assert item.headline == "Council &amp; chair agree &quot;nothing&quot;"
    assert item.body.blocks == ("AT&T said <nothing>.",)


@needs_corpus
@pytest.mark.parametrize("name", ["cp1252-as-latin1.xml", "cp1252-as-utf8.xml", "utf8-as-latin1.xml"])
def test_windows_signs_and_wrong_labels_come_out_right_and_are_recorded(name: str) -> None:
    (item,) = items_of(name)
    assert item.headline == "Chair says “no” – €5"
    assert item.repairs[0].rule.startswith("charset-")


@needs_corpus
def test_cp1252_under_a_utf_8_label_is_refused_where_no_profile_allows_it() -> None:
    spike = read_file(SYNTHETIC / "cp1252-as-utf8.xml", FORMAT).spike
    assert spike is not None
    assert spike.code == "charset"
    assert "charset_fallback" in spike.reason


@needs_corpus
def test_a_wide_feed_and_a_mark_before_the_declaration_are_read() -> None:
    assert items_of("utf16-bom.xml")[0].headline == "भारत News"
    (item,) = items_of("bom-and-leading-space.xml")
    assert item.repairs[0].rule == "leading-space"


@needs_corpus
def test_controls_are_dropped_by_rule_and_nothing_else_is_lost() -> None:
    (item,) = items_of("control-chars.xml")
    assert item.headline == "abc"
    assert item.body.blocks == (EWS, "Second paragraph.")
    assert item.repairs[0].rule == "control-chars"


@needs_corpus
def test_html_names_and_bare_ampersands_keep_everything_after_them() -> None:
    (item,) = items_of("html-entities.xml")
    assert item.headline == "Café \u00a0 bar — AT&T"
    assert item.repairs[0].rule == "html-entities"


@needs_corpus
def test_half_a_document_gives_no_item_at_all() -> None:
    spike = read_file(SYNTHETIC / "truncated.xml", FORMAT).spike
    assert spike is not None
    assert spike.code == "truncated"


@needs_corpus
def test_active_content_never_reaches_the_page_and_is_counted() -> None:
    (item,) = items_of("script-in-body.xml")
    assert item.body.blocks == ("Before.", "After link.")
    assert {removed.kind for removed in item.body.removed} == {"script", "style", "iframe"}
    assert item.body.markup == "<p>Before.</p>\n<p>After link.</p>"


@needs_corpus
def test_pictures_come_with_caption_credit_and_size() -> None:
    (item,) = items_of("media-renditions.xml")
    assert item.body.blocks == ("Full text.",)
    assert item.teaser == "Teaser only."
    big, small = item.renditions
    assert (big.width, big.height, big.title, big.credit) == (1200, 800, "Caption & more", "EWS Photo")
    assert small.href == "https://ews.example/m1-300.jpg"


@needs_corpus
@pytest.mark.parametrize("path", sorted(EDGE.glob("**/*.xml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_edge_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    delivery = a_delivery(path.read_bytes())
    reading = read(delivery, IANS, (FORMAT, ATOM))
    if reading.spike is not None:
        assert reading.spike.code
        assert len(reading.spike.reason) > 20
        return
    for entry in reading.entries:
        if isinstance(entry, Spike):
            assert len(entry.reason) > 20
        else:
            assert entry.guid
            assert entry.headline or entry.body.blocks


@needs_corpus
def test_no_word_of_a_readable_feed_is_lost() -> None:
    """Against the standard library's XML parser and a cut at angle brackets: words in, words out."""
    checked = 0
    for path in sorted(SYNTHETIC.glob("*.xml")):
        try:
            root = Plain.fromstring(path.read_bytes())
        except Plain.ParseError:
            continue
        if path.name in {"cp1252-as-latin1.xml", "utf8-as-latin1.xml", "script-in-body.xml"}:
            continue  # what they test is that something is read in another way
        for plain, item in zip(root.iter("item"), items_of(path.name), strict=True):
            body = plain.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or plain.findtext("description")
            decoded = Plain.fromstring(f"<b>{body}</b>")
            assert " ".join(item.body.blocks).split() == " ".join(decoded.itertext()).split()
            checked += 1
    assert checked > 8


@needs_corpus
def test_the_seed_story_reads_to_its_known_text() -> None:
    item = only_item(read_file(SEED / "seed.rss.xml", FORMAT, IANS))
    assert item.guid == "urn:newsml:ians.in:20250427:ik-20250427-0614"
    assert len(item.body.blocks) == 10
    assert len(digest(item.headline, item.body.blocks)) == 64


def test_a_feed_of_twenty_long_items_is_read_in_a_moment() -> None:
    paragraph = "&lt;p&gt;" + "The water rose by noon &amp;amp; fell by night. " * 8 + "&lt;/p&gt;"
    items = [f"<guid>{n}</guid><title>t</title><description>{paragraph * 7}</description>" for n in range(20)]
    started = time.perf_counter()
    assert len(a_feed(*items).entries) == 20
    assert time.perf_counter() - started < 0.5
