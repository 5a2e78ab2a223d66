"""The pictures of the sample wire: drawn by a script, named in each format's own way, sent in good and bad order."""

import asyncio
import importlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import httpx2
import pytest
from PIL import Image

from nightdesk_sample.__main__ import main
from nightdesk_sample.agency import SampleAgency
from nightdesk_sample.copy import Copy, PictureCopy
from nightdesk_sample.day import a_day, sample_stories
from nightdesk_sample.pictures import CARRIERS, FORMAT, jpeg_size, picture_bytes, pictures_folder
from nightdesk_sample.sending import Sending
from nightdesk_sample.story import NOTICES, Picture, Story, StoryError, load_stories
from nightdesk_sample.writers import WRITERS, newsml_g2

SCRIPTS = Path(__file__).parents[2] / "scripts"
G2 = "{http://iptc.org/std/nar/2006-10-01/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
MOST_BYTES = 120_000
SHAPES = ((1600, 1067), (1600, 900), (1600, 1600), (1067, 1600))
NAMED = PictureCopy(
    guid="urn:p",
    href="a-b.jpg",
    headline="A <lake>",
    caption="Water & “light”",
    credit="Drawing: A & B",
    width=1600,
    height=900,
    size=9,
)


@pytest.fixture(scope="module")
def day() -> Sequence[Sending]:
    return a_day(with_drills=False, with_pictures=True)


@pytest.fixture
def script() -> Iterator[ModuleType]:
    sys.path.insert(0, str(SCRIPTS))
    yield importlib.import_module("draw_sample_pictures")
    sys.path.remove(str(SCRIPTS))


def pictures() -> list[tuple[Story, Picture]]:
    return [(story, picture) for story in sample_stories() for picture in story.pictures]


def of(day: Sequence[Sending], key: str) -> list[Sending]:
    return [one for one in day if one.guid.endswith(f":{key}")]


# The files


def test_every_picture_is_drawn_by_the_script_and_belongs_to_a_story(script: ModuleType) -> None:
    files = {path.name for path in pictures_folder().iterdir()}
    assert files == {f"{name}.jpg" for name in script.SCENES}
    assert files == {picture.file for _, picture in pictures() if picture.comes is not None}


def test_every_picture_is_a_light_jpeg_of_1600_pixels_in_four_shapes() -> None:
    shapes = dict.fromkeys(SHAPES, 0)
    for path in pictures_folder().iterdir():
        with Image.open(path) as image:
            image.load()
            assert image.format == "JPEG"
            assert jpeg_size(path.read_bytes()) == image.size
            shapes[image.size] += 1
        assert path.stat().st_size <= MOST_BYTES, path.name
    assert all(shapes.values())
    assert sum(shapes.values()) == 12


def test_the_script_draws_the_same_picture_twice_and_refuses_an_unknown_one(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "OUT", tmp_path)
    drawn = []
    for _ in range(2):
        assert script.main(["junnar-dishes"]) == 0
        drawn.append((tmp_path / "junnar-dishes.jpg").read_bytes())
    assert drawn[0] == drawn[1]
    assert script.main(["mona-lisa"]) == 2
    assert "there are chennai-hospital" in capsys.readouterr().err


@pytest.mark.parametrize(
    "broken", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00\x02", b"GIF89a", b"\xff\xd8\xff\xc0\x00\x0b\x08"]
)
def test_the_size_of_what_is_no_jpeg_is_not_guessed(broken: bytes) -> None:
    with pytest.raises(ValueError, match="no frame"):
        jpeg_size(broken)


# What the stories say


def test_pictures_go_with_stories_in_three_languages_in_that_language() -> None:
    assert {story.language for story, _ in pictures()} == {"en-IN", "hi", "mr"}
    for story, picture in pictures():
        latin = [letter for letter in f"{picture.caption}{picture.credit}" if letter.isascii() and letter.isalpha()]
        assert bool(latin) == (story.language == "en-IN"), story.key
        assert picture.credit.startswith(("Drawing: ", "रेखांकन: ", "रेखाचित्र: ")), story.key
        assert picture.version in {take.version for take in story.takes}, story.key


def test_a_wrong_picture_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(
        '[[story]]\nkey = "a"\nagency = "e"\nslugline = "A"\nsection = "s"\n'
        '[[story.picture]]\nfile = "a.jpg"\nwide = 1\n'
        '[[story.take]]\nversion = 1\nat = 5\nkind = "new"\n'
    )
    with pytest.raises(StoryError, match=r"s\.toml story 'a' picture 1: .*wide"):
        load_stories(tmp_path)


# What goes out


def test_every_format_that_can_name_pictures_does(day: Sequence[Sending]) -> None:
    stories = {f"{story.agency}:{story.key}": story for story in sample_stories() if story.pictures}
    ways = set()
    for one in day:
        agency, key = one.guid.split(":")[2].removesuffix(".example"), one.guid.split(":")[4]
        if f"{agency}:{key}" in stories:
            ways.add((one.format, one.transport))
    assert {format_ for format_, _ in ways} == set(CARRIERS)
    assert ("rss2", "http") in ways
    assert ("rss2", "folder") in ways
    assert ("newsml-g2", "folder") in ways


def test_each_take_but_alerts_and_notices_names_its_pictures(day: Sequence[Sending]) -> None:
    texts = [one for one in day if one.format in CARRIERS and not one.event.startswith("picture")]
    for story, picture in pictures():
        stem = picture.file.removesuffix(".jpg").encode()
        takes = {take.version: take for take in story.takes}
        sent = [one for one in texts if f":{story.agency}.example:" in one.guid and one.guid.endswith(f":{story.key}")]
        assert len(sent) == len(takes)
        for one in sent:
            take = takes[one.version]
            expected = take.version >= picture.version and take.kind not in NOTICES | {"alert"}
            assert (stem in one.content) == expected, (story.key, one.version)


def test_the_text_is_the_same_with_pictures_and_without(day: Sequence[Sending], read: Any) -> None:
    plain = {(one.guid, one.version, one.event): one for one in a_day(with_drills=False, with_pictures=False)}
    texts = [one for one in day if one.texts]
    assert len(texts) > 100
    for one in texts:
        before = plain[one.guid, one.version, one.event]
        assert before == replace(one, content=before.content)
        assert read(one.format, one.content)[0] == (one.headline, list(one.texts))


def test_without_pictures_nothing_is_named_or_sent() -> None:
    plain = a_day(with_drills=False, with_pictures=False)
    assert not any(b".jpg" in one.content or b"picture" in one.event.encode() for one in plain)


def test_a_file_comes_into_the_agencys_folder_under_the_name_that_documents_give_it(day: Sequence[Sending]) -> None:
    files = [one for one in day if one.format == FORMAT and one.transport == "folder"]
    assert len(files) == 10
    for one in files:
        assert one.content == picture_bytes(one.name)
        assert (one.expect, one.media_type) == ("picture", "image/jpeg")
        agency = one.guid.split(":")[2].removesuffix(".example")
        assert one.wire == agency
        naming = [doc for doc in day if f'"{one.name}"'.encode() in doc.content and doc is not one]
        assert naming, one.name
        assert {doc.wire.partition("-")[0] for doc in naming} == {agency}


def test_one_picture_comes_before_its_story_one_long_after_one_never_and_one_is_killed(day: Sequence[Sending]) -> None:
    def minutes(file: str, story: str) -> float:
        text, picture = of(day, story)[0], next(one for one in day if one.name == file)
        return (picture.at - text.at).total_seconds() / 60

    assert minutes("lucknow-hall.jpg", "lucknow-badminton") == -25
    assert minutes("sangli-stage.jpg", "sangli-natak-mr") == 38
    assert b"howrah-fog.jpg" in of(day, "howrah-football")[0].content
    assert not of(day, "picture-howrah-fog")
    life = of(day, "picture-mumbai-exchange")
    assert [(one.format, one.version, one.expect) for one in life] == [
        ("newsml-g2", 1, "held"),
        (FORMAT, 1, "picture"),
        ("newsml-g2", 2, "killed"),
    ]
    assert b'qcode="stat:canceled"' in life[-1].content


# Each format's own way


def with_picture(copy_of: Callable[..., Copy]) -> Copy:
    return replace(copy_of(), pictures=(NAMED,))


def test_newsml_g2_links_to_an_item_that_has_caption_credit_and_file(copy_of: Callable[..., Copy]) -> None:
    copy = with_picture(copy_of)
    text = ElementTree.fromstring(WRITERS["newsml-g2"].write(copy, ()))
    link = text.find(f"{G2}itemMeta/{G2}link")
    assert link is not None
    assert (link.get("rel"), link.get("residref")) == ("irel:associatedWith", NAMED.guid)
    item = ElementTree.fromstring(
        newsml_g2.write_picture(copy, NAMED, issued=copy.issued, version=2, status="canceled")
    )
    content = item.find(f"{G2}contentSet/{G2}remoteContent")
    description = item.find(f"{G2}contentMeta/{G2}description")
    assert content is not None
    assert description is not None
    assert (item.get("guid"), item.get("version")) == (NAMED.guid, "2")
    assert item.find(f".//{G2}itemClass").get("qcode") == "ninat:picture"  # type: ignore[union-attr]
    assert item.find(f".//{G2}pubStatus").get("qcode") == "stat:canceled"  # type: ignore[union-attr]
    assert (description.get("role"), description.text) == ("drol:caption", NAMED.caption)
    assert item.findtext(f".//{G2}creditline") == NAMED.credit
    assert {name: content.get(name) for name in ("href", "contenttype", "width", "height", "size")} == {
        "href": "a-b.jpg",
        "contenttype": "image/jpeg",
        "width": "1600",
        "height": "900",
        "size": "9",
    }


def test_ninjs_1_associates_it_under_a_key(copy_of: Callable[..., Copy]) -> None:
    found = json.loads(WRITERS["ninjs1"].write(with_picture(copy_of), ()))["associations"]["picture_1"]
    assert (found["uri"], found["type"], found["pubstatus"]) == (NAMED.guid, "picture", "usable")
    assert (found["description_text"], found["byline"]) == (NAMED.caption, NAMED.credit)
    assert found["renditions"]["original"] == {
        "href": "a-b.jpg",
        "mimetype": "image/jpeg",
        "width": 1600,
        "height": 900,
        "sizeinbytes": 9,
    }


@pytest.mark.parametrize(
    ("format_", "status", "type_", "size"),
    [("ninjs2", "pubstatus", "contenttype", "sizeinbytes"), ("ninjs3", "pubStatus", "contentType", "sizeInBytes")],
)
def test_ninjs_2_and_3_associate_it_in_a_list_by_the_names_of_their_branch(
    format_: str, status: str, type_: str, size: str, copy_of: Callable[..., Copy]
) -> None:
    (found,) = json.loads(WRITERS[format_].write(with_picture(copy_of), ()))["associations"]
    assert (found["uri"], found["type"], found[status], found["by"]) == (NAMED.guid, "picture", "usable", NAMED.credit)
    assert found["descriptions"] == [{"role": "caption", type_: "text/plain", "value": NAMED.caption}]
    (rendition,) = found["renditions"]
    assert (rendition["href"], rendition[type_], rendition[size]) == ("a-b.jpg", "image/jpeg", 9)


def test_nitf_has_it_as_media_with_caption_and_producer(copy_of: Callable[..., Copy]) -> None:
    root = ElementTree.fromstring(WRITERS["nitf"].write(with_picture(copy_of), ()))
    media = root.find(".//body.content/media")
    assert media is not None
    reference = media.find("media-reference")
    assert reference is not None
    assert media.get("media-type") == "image"
    assert (reference.get("source"), reference.get("mime-type")) == ("a-b.jpg", "image/jpeg")
    assert (media.findtext("media-caption"), media.findtext("media-producer")) == (NAMED.caption, NAMED.credit)


def test_rss_has_it_as_media_content_with_description_and_credit(copy_of: Callable[..., Copy]) -> None:
    root = ElementTree.fromstring(WRITERS["rss2"].write(with_picture(copy_of), ()))
    media = root.find(f".//item/{MEDIA}content")
    assert media is not None
    assert (media.get("url"), media.get("medium"), media.get("fileSize")) == ("a-b.jpg", "image", "9")
    assert (media.findtext(f"{MEDIA}description"), media.findtext(f"{MEDIA}credit")) == (NAMED.caption, NAMED.credit)


# Over the wire


def test_the_counter_hands_out_pictures_at_the_addresses_in_its_documents(
    day: Sequence[Sending], tmp_path: Path
) -> None:
    async def scene() -> None:
        story, picture = of(day, "pune-pulsar")[0], of(day, "picture-junnar-dishes")[0]
        async with SampleAgency(folder_root=tmp_path) as agency, httpx2.AsyncClient() as client:
            address = f"{agency.http_base}/pictures/junnar-dishes.jpg"
            await agency.play([story], speed=1e9)
            document = (await client.get(f"{agency.http_base}/{story.wire}")).content
            assert f'url="{address}"'.encode() in document
            assert (await client.get(address)).status_code == 404
            await agency.play([picture], speed=1e9)
            answer = await client.get(address)
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
            assert answer.content == picture_bytes("junnar-dishes.jpg")
            assert await agency.taken(timeout=1)

    asyncio.run(asyncio.wait_for(scene(), 20))


def test_the_folder_gets_the_files_byte_for_byte(day: Sequence[Sending], tmp_path: Path) -> None:
    files = [one for one in day if one.format == FORMAT and one.transport == "folder"]

    async def scene() -> None:
        async with SampleAgency(folder_root=tmp_path) as agency:
            await agency.play(files, speed=1e9)

    asyncio.run(asyncio.wait_for(scene(), 20))
    for one in files:
        with Image.open(BytesIO((tmp_path / one.wire / one.name).read_bytes())) as image:
            image.load()


def test_the_command_writes_pictures_under_their_own_names(tmp_path: Path) -> None:
    assert main(["write", str(tmp_path), "--no-drills"]) == 0
    assert (tmp_path / "deccan" / "nirav-coast.jpg").read_bytes() == picture_bytes("nirav-coast.jpg")
