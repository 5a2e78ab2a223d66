"""The reading stage: every delivery becomes items or a spike with a reason."""

import gzip
import zlib

import pytest

from agency.deliveries import CORPUS, a_delivery, as_json, needs_corpus
from nightdesk.agency.format import Format
from nightdesk.agency.formats import newsml_g2, nitf
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.terms.delivery import Delivery
from nightdesk.terms.item import Item
from nightdesk.terms.reading import Reading
from nightdesk.terms.spike import Spike

FORMATS = (nitf.FORMAT, newsml_g2.FORMAT)
NITF = (
    b'<nitf><head><docdata><doc-id id-string="n1"/></docdata></head>'
    b"<body><body.content><p>x</p></body.content></body></nitf>"
)


def outcome(content: bytes, profile: Profile | None = None) -> Reading:
    return read(a_delivery(content), profile or Profile(), FORMATS)


def code_of(content: bytes, profile: Profile | None = None) -> str:
    spike = outcome(content, profile).spike
    assert spike is not None
    assert spike.reason
    return spike.code


def test_an_item_gets_provider_profile_and_language_from_the_subscription() -> None:
    reading = outcome(NITF, Profile(name="nna", provider="nna-id", language="hi"))
    (item,) = reading.entries
    assert isinstance(item, Item)
    assert (item.provider, item.profile, item.language) == ("nna-id", "nna", "hi")
    assert (reading.format, reading.profile) == ("nitf", "nna")


def test_without_a_provider_the_wires_name_is_it() -> None:
    (item,) = outcome(NITF).entries
    assert isinstance(item, Item)
    assert item.provider == "ews"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\0" * 100, "empty"),
        (b"<!doctype html><h1>503", "error-page"),
        (b"PK\x03\x04", "container"),
        (b"\xfd7zXZ\0", "container"),
        (b"\x1f\x8bnot gzip", "container"),
        (gzip.compress(gzip.compress(NITF, mtime=0), mtime=0), "container"),
        (gzip.compress(NITF, mtime=0) + gzip.compress(NITF, mtime=0), "container"),
        (gzip.compress(NITF, mtime=0)[:-9], "truncated"),
        (b"<unknown/>", "format"),
        (b'{"a": 1}', "format"),
        (b"words", "format"),
        (b"<nitf><head>", "truncated"),
    ],
)
def test_trap_22_what_is_no_wire_is_refused_by_name(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_single_gzip_is_unpacked() -> None:
    assert as_json(outcome(gzip.compress(NITF, mtime=0))) == as_json(outcome(NITF))


def test_trap_13_a_gzip_bomb_is_refused_before_it_unfolds() -> None:
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([*(engine.compress(b"\0" * 2**20) for _ in range(64)), engine.flush()])
    assert code_of(bomb) == "size"


def test_the_profile_names_the_formats_its_wire_may_send() -> None:
    reading = outcome(NITF, Profile(name="nna", formats=("ninjs",)))
    assert reading.spike is not None
    assert reading.spike.code == "format"
    assert "nitf" in reading.spike.reason
    assert outcome(NITF, Profile(formats=("nitf",))).spike is None


def test_a_bug_of_ours_is_not_called_the_agencys_fault() -> None:
    def broken(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
        raise ZeroDivisionError

    buggy = Format(name="buggy", recognises=lambda sniffed: True, parse=broken)
    with pytest.raises(ZeroDivisionError):
        read(a_delivery(NITF), Profile(), (buggy,))


def test_a_document_without_items_is_refused() -> None:
    assert code_of(b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>') == "no-items"


@needs_corpus
@pytest.mark.parametrize("folder", ["newsml-g2", "dpa/newsml-g2", "synthetic"])
def test_every_file_of_the_corpus_is_read_or_refused_with_a_reason(folder: str) -> None:
    files = [path for path in CORPUS.glob(f"{folder}/**/*") if path.suffix in {".xml", ".html"}]
    assert files
    for path in files:
        reading = outcome(path.read_bytes())
        for entry in reading.entries:
            assert entry.guid or isinstance(entry, Spike), path
        assert reading.entries or (reading.spike and reading.spike.reason), path
