"""Atom: text constructs by their type, tombstones as kills, and entries that spoil nobody else's."""

import pytest

from agency.deliveries import a_delivery, only_item
from nightdesk.agency.formats.atom import FORMAT
from nightdesk.agency.formats.rss import FORMAT as RSS
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.agency.sniff import sniff
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.reading import Reading
from nightdesk.terms.spike import Spike


def a_feed(inside: str, profile: Profile | None = None) -> Reading:
    source = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">{inside}</feed>'
    )
    return read(a_delivery(source), profile or Profile(), (FORMAT,))


def an_entry(inside: str, profile: Profile | None = None) -> Item:
    return only_item(a_feed(f"<entry><id>a</id>{inside}</entry>", profile))


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<title>AT&amp;T &lt;b&gt;up&lt;/b&gt;</title>", "AT&T <b>up</b>"),
        ('<title type="text">AT&amp;amp;T</title>', "AT&amp;T"),
        ('<title type="html">AT&amp;amp;T &lt;b&gt;up&lt;/b&gt;</title>', "AT&T up"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">AT&amp;T <b>up</b></div></title>', "AT&T up"),
    ],
)
def test_a_title_is_read_by_its_type(title: str, headline: str) -> None:
    assert an_entry(title).headline == headline


def test_a_deleted_entry_withdraws_its_story_and_its_words_stay_private() -> None:
    item = only_item(
        a_feed(
            '<at:deleted-entry ref="a" when="2026-03-02T09:00:00Z"><at:comment>libel</at:comment></at:deleted-entry>'
        )
    )
    assert (item.guid, item.status, item.version_kind) == ("a", PubStatus.CANCELED, "none")
    assert item.notes_private[0].text == "libel"
    assert not item.body.blocks


def test_content_out_of_line_is_no_text_and_the_item_says_it_is_not_whole() -> None:
    item = an_entry('<title>t</title><summary>s</summary><content src="https://e.org/" type="text/html"/>')
    assert item.partial
    assert item.body.blocks == ()
    assert item.teaser == "s"


def test_published_is_when_it_began_and_updated_when_it_changed() -> None:
    item = an_entry(
        "<title>t</title><published>2026-03-02T07:00:00Z</published><updated>2026-03-02T08:00:00Z</updated>"
    )
    assert item.first_created is not None
    assert item.version_created is not None
    assert (item.first_created.at.hour, item.version_created.at.hour) == (7, 8)


def test_an_entry_without_words_spikes_alone() -> None:
    spike, item = a_feed("<entry><id>a</id></entry><entry><id>b</id><title>t</title></entry>").entries
    assert isinstance(spike, Spike)
    assert spike.guid == "a"
    assert isinstance(item, Item)


def test_only_the_entrys_own_children_speak_for_it() -> None:
    item = an_entry('<image xmlns=""><title>Wrong</title><id>wrong</id></image><title>Right</title>')
    assert (item.guid, item.headline) == ("a", "Right")


def test_binary_content_is_not_taken_for_text() -> None:
    assert an_entry('<title>t</title><content type="image/png">iVBORw0KGgo=</content>').body.blocks == ()


def test_atom_and_rss_never_recognise_each_other() -> None:
    feeds = {b'<feed xmlns="http://www.w3.org/2005/Atom"/>': FORMAT, b'<rss version="2.0"/>': RSS}
    for source, form in feeds.items():
        assert [one for one in (FORMAT, RSS) if one.recognises(sniff(source))] == [form]
