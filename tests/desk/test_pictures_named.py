"""What an item says of its pictures."""

from typing import Any

import pytest

from nightdesk.desk.pictures import file_name, linked, news_of, picture_names, wanted
from nightdesk.terms.item import Item, ItemType, Link, Rendition
from nightdesk.terms.picture import Wanted, credit_under


def an_item(*renditions: Rendition, **more: Any) -> Item:
    return Item(provider="ews", guid="urn:a", renditions=renditions, **more)


def a_rendition(href: str, caption: str = "A bridge.", **more: Any) -> Rendition:
    return Rendition(**{"href": href, "media_type": "image/jpeg", "title": caption, "credit": "EWS", **more})


def test_renditions_with_one_caption_are_of_one_picture_the_best_first() -> None:
    small, large = a_rendition("s.jpg", width=300), a_rendition("l.jpg", width=2000)
    poster, thumb = a_rendition("p.jpg", width=9000), a_rendition("t.jpg", width=2400, role="thumbnail")
    other = a_rendition("other.jpg", "A ferry.")
    assert wanted(an_item(small, large, poster, thumb, other)) == (
        Wanted(("l.jpg", "s.jpg", "p.jpg", "t.jpg"), "A bridge.", "EWS"),
        Wanted(("other.jpg",), "A ferry.", "EWS"),
    )


def test_all_renditions_of_a_picture_item_are_of_one_picture() -> None:
    parts = (a_rendition("a.jpg", "One."), a_rendition("b.jpg", "Two."))
    assert len(wanted(an_item(*parts, type=ItemType.PICTURE))) == 1


@pytest.mark.parametrize(
    ("rendition", "counts"),
    [
        (a_rendition("clip.mp4", media_type="video/mp4"), False),
        (a_rendition("clip.jpg", media_type="audio/mpeg", role="image"), False),
        (a_rendition("story.pdf", media_type=""), False),
        (a_rendition("photo.JPG", media_type=""), True),
        (a_rendition("photo", media_type="", role="image"), True),
    ],
)
def test_only_pictures_count(rendition: Rendition, counts: bool) -> None:
    assert bool(wanted(an_item(rendition))) is counts


def test_earlier_versions_and_sources_of_a_text_are_no_pictures_of_it() -> None:
    links = (Link("irel:previousVersion", "urn:0"), Link("irel:seeAlso", "urn:1"), Link("derivedFrom", "urn:2"))
    assert linked(an_item(links=links, members=(Link("member", "urn:3"),))) == ("urn:1", "urn:3")


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("Photo 1.JPG", "photo 1.jpg"),
        ("https://cdn.example/a/b/Photo%201.jpg?size=large#top", "photo 1.jpg"),
        ("..\\media\\photo.jpg", "photo.jpg"),
        ("#photo0", ""),
        ("http://[broken", ""),
        ("folder/", ""),
    ],
)
def test_a_file_is_known_by_the_last_part_of_where_it_is_said_to_be(href: str, name: str) -> None:
    assert file_name(href) == name


def test_of_several_addresses_only_the_best_is_fetched_and_a_file_may_come_for_any() -> None:
    one = Wanted(("https://a.example/large.jpg", "https://a.example/small.jpg"))
    assert picture_names(one) == (
        "https://a.example/large.jpg", "large.jpg", "https://a.example/small.jpg", "small.jpg",
    )  # fmt: skip
    assert news_of(one) == ("https://a.example/large.jpg", "large.jpg", "small.jpg")


def test_a_file_named_twice_keeps_the_words_it_has_once() -> None:
    bare, said = Rendition("u.jpg", "image/jpeg", "enclosure"), a_rendition("u.jpg", "A bridge.")
    assert wanted(an_item(bare, said)) == (Wanted(("u.jpg",), "A bridge.", "EWS"),)


@pytest.mark.parametrize(
    ("caption", "credit", "shown"),
    [
        ("A bridge. EWS/A. Person", "EWS/A. Person", ""),
        ("A bridge (Photo: EWS)", "EWS", ""),
        ("The CAPTAIN of the APRIL team", "AP", "AP"),
        ("A map", "AP", "AP"),
        ("", "EWS", "EWS"),
        ("A bridge.", "", ""),
    ],
)
def test_a_credit_is_said_once(caption: str, credit: str, shown: str) -> None:
    assert credit_under(caption, credit) == shown
