"""A QCode means what the item's own catalogs say; the IPTC's are shipped and agree with its files."""

import pytest
from lxml import etree

from agency.deliveries import CORPUS, needs_corpus
from nightdesk.agency.catalogs import IPTC, Code, from_uri, is_iptc, resolve

STATUS = "http://cv.iptc.org/newscodes/pubstatusg2/"


def test_the_items_own_catalog_comes_first() -> None:
    assert resolve("stat:usable", {"stat": "http://x.example/"}, has_iptc=True) == Code("http://x.example/", "usable")
    assert resolve("ps:canceled", {"ps": STATUS}, has_iptc=False) == Code(STATUS, "canceled")


def test_then_the_iptcs_where_the_item_refers_to_it() -> None:
    assert resolve("stat:usable", {}, has_iptc=True) == Code(STATUS, "usable")


def test_then_what_the_alias_likely_means_and_that_is_not_sure() -> None:
    assert resolve("stat:usable", {}, has_iptc=False) == Code(STATUS, "usable", sure=False)
    assert resolve("icls:text", {}, has_iptc=True).scheme.endswith("/ninature/")


def test_an_alias_nobody_knows_stays_what_it_is() -> None:
    assert resolve("nna:a:b", {}, has_iptc=True) == Code("nna", "a:b", sure=False)
    assert resolve("nocolon", {}, has_iptc=True) == Code("", "nocolon", sure=False)


def test_a_uri_is_scheme_and_code() -> None:
    assert from_uri("https://cv.iptc.org/newscodes/pubstatusg2/withheld") == Code(STATUS, "withheld")


@pytest.mark.parametrize(
    ("href", "known"),
    [
        ("http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml", True),
        ("https://iptc.org/std/catalog/catalog.IPTC-G2-Standards_9.xml", True),
        ("http://www.iptc.org.evil.example/std/catalog/catalog.IPTC-G2-Standards_41.xml", False),
        ("http://xml.media.example/catalogs/Media_v1.xml", False),
    ],
)
def test_knows_the_iptcs_catalogs_by_their_address(href: str, known: bool) -> None:
    assert is_iptc(href) is known


@needs_corpus
def test_the_shipped_table_is_what_the_iptcs_catalogs_say() -> None:
    files = sorted(CORPUS.glob("newsml-g2/catalogs/*.xml"))
    assert len(files) == 7
    said: dict[str, str] = {}
    for path in files:
        for scheme in etree.parse(path).getroot().iter("{*}scheme"):
            assert said.setdefault(scheme.attrib["alias"], scheme.attrib["uri"]) == scheme.attrib["uri"]
    assert dict(IPTC) == said
