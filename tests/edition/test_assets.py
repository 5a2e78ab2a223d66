"""What pages are dressed with: one style sheet, cut fonts that set both languages, icons."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from edition import samples
from nightdesk.edition import assets
from nightdesk.edition.assets import STYLESHEET, asset_pages, font_address
from nightdesk.edition.catalogue import words_for
from nightdesk.edition.dossier_words import DossierWords
from nightdesk.edition.front_page import front_page
from nightdesk.edition.log_words import LogWords
from nightdesk.edition.standing_pages import standing_pages
from nightdesk.edition.story_page import story_page
from nightdesk.edition.words import Words
from nightdesk.terms.label import label_id
from nightdesk.terms.site import Site

FILES = {page.path: page.content or b"" for page in asset_pages()}
CUTS = {"eczar-latin": 24, "anek-latin": 18, "eczar-devanagari": 55, "eczar-marks": 8, "anek-devanagari": 37}
"""The weight in kB that each cut may have, from the budgets of the look."""


def test_the_style_names_only_files_that_are_there() -> None:
    style = FILES[STYLESHEET.lstrip("/")].decode()
    named = re.findall(r"url\(([^)]*)\)", style)
    assert len(named) == 6
    assert all(address.lstrip("/") in FILES for address in named)
    assert "http" not in style
    assert "/*" not in style


def test_names_change_with_their_content() -> None:
    assert re.fullmatch(r"/assets/nightdesk\.[0-9a-f]{10}\.css", STYLESHEET)
    assert re.fullmatch(r"/assets/eczar-latin\.[0-9a-f]{10}\.woff2", font_address("eczar-latin"))


def test_every_token_that_is_used_is_set() -> None:
    style = FILES[STYLESHEET.lstrip("/")].decode()
    assert set(re.findall(r"var\((--[\w-]+)", style)) <= set(re.findall(r"(--[\w-]+):", style))


def test_icons_and_licences_are_served() -> None:
    assert {"icon.svg", "icon-192.png", "icon-512.png", "apple-touch-icon.png"} <= FILES.keys()
    for name in ("OFL-Eczar.txt", "OFL-Anek.txt"):
        assert b"SIL OPEN FONT LICENSE" in FILES[f"assets/{name}"]


@pytest.mark.parametrize("stem", CUTS)
def test_a_cut_keeps_its_budget(stem: str) -> None:
    assert len(FILES[font_address(stem).lstrip("/")]) <= CUTS[stem] * 1000


def test_a_front_asks_first_for_the_faces_that_its_first_screen_needs() -> None:
    [page] = front_page(samples.SITE, samples.KOLHAPUR)
    preloaded = re.findall(rb'rel="preload" href="/assets/([a-z-]+)', page.content or b"")
    assert preloaded == [b"eczar-latin", b"eczar-devanagari", b"anek-latin", b"anek-devanagari"]


def test_a_devanagari_page_asks_for_figures_and_points_too() -> None:
    page = story_page(samples.a_site("mr-IN"), samples.MARATHI)
    preloaded = re.findall(rb'rel="preload" href="/assets/([a-z-]+)', page.content or b"")
    assert preloaded == [b"eczar-marks", b"eczar-devanagari", b"anek-latin", b"anek-devanagari"]


def test_standing_pages_come_from_the_settings_alone() -> None:
    pages = {page.path: (page.content or b"").decode() for page in standing_pages(samples.SITE)}
    assert pages.keys() == {
        "about/index.html",
        "about/automation/index.html",
        "about/grievance/index.html",
        "app/index.html",
        "404.html",
    }
    assert "https://apps.apple.com/app/id1234567890" in pages["app/index.html"]
    assert "No editor of Panchganga Post reviews them" in pages["about/index.html"]
    assert 'content="noindex"' in pages["404.html"]


@pytest.mark.parametrize("language", ["en-IN", "hi-IN", "mr-IN", "ur-IN"])
def test_the_automation_policy_names_the_wording_of_the_label(language: str) -> None:
    pages = {page.path: (page.content or b"").decode() for page in standing_pages(samples.a_site(language))}
    policy = pages["about/automation/index.html"]
    assert label_id(language) in policy
    assert policy.count('class="clause"') == 6
    assert "{" not in policy
    assert 'href="/about/automation/"' in pages["about/index.html"]


def test_a_grievance_officer_is_named_and_linked_only_where_the_settings_have_one() -> None:
    def pages_of(site: Site) -> dict[str, str]:
        return {page.path: (page.content or b"").decode() for page in standing_pages(site)}

    without = pages_of(samples.SITE)
    assert "Panchganga Post has not named a grievance officer." in without["about/grievance/index.html"]
    assert all("/about/grievance/" not in page for path, page in without.items() if "grievance" not in path)
    site = msgspec.structs.replace(
        samples.SITE,
        grievance_officer="S. R. <Deshmukh>",
        grievance_email="grievance@panchganga.example",
        grievance_address="1 Bhausingji Road, Kolhapur",
        grievance_body="The Guild",
    )
    named = pages_of(site)
    page = named["about/grievance/index.html"]
    assert "The grievance officer of Panchganga Post is S. R. &lt;Deshmukh&gt;." in page
    assert 'href="mailto:grievance@panchganga.example"' in page
    assert "within 15 days" in page
    assert "By post: 1 Bhausingji Road, Kolhapur" in page
    assert "The Guild" in page
    assert all('href="/about/grievance/"' in page for page in named.values())


# --- shaping: the cuts set Marathi, Hindi and Nepali as whole words ---

UNCUT_HALANT = {("anek-devanagari", "उद्घाटन")}
"""Where the published font shows the halant itself."""
WORDS = (Path(__file__).parent / "shaping_words.txt").read_text("utf-8").split()


@cache
def plain_font(stem: str) -> bytes:
    tt_font = pytest.importorskip("fontTools.ttLib", reason="fonttools opens the cuts for the shaping check")
    font = tt_font.TTFont(BytesIO(assets._FONTS[stem]))
    font.flavor = None
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def shaped(stem: str, text: str, language: str) -> list[str]:
    hb = pytest.importorskip("uharfbuzz", reason="uharfbuzz does the shaping")
    font = hb.Font(hb.Face(plain_font(stem)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if language:
        buffer.language = language
    hb.shape(font, buffer)
    return [font.glyph_to_string(info.codepoint) for info in buffer.glyph_infos]


@pytest.mark.parametrize("stem", ["eczar-devanagari", "anek-devanagari"])
@pytest.mark.parametrize("language", ["mr", "hi", "ne", ""])
def test_no_word_falls_apart_at_a_visible_halant(stem: str, language: str) -> None:
    halant = shaped(stem, "क्", language)[-1]
    for word in WORDS:
        glyphs = shaped(stem, word, language)
        assert ".notdef" not in glyphs, word
        assert (halant in glyphs) is ((stem, word) in UNCUT_HALANT), word


@pytest.mark.parametrize("language", ["mr", "hi"])
def test_reph_and_akhand_form_in_marathi_too(language: str) -> None:
    assert len(shaped("eczar-devanagari", "क्ष", language)) == 1
    assert len(shaped("eczar-devanagari", "ज्ञ", language)) == 1
    assert shaped("eczar-devanagari", "वर्षा", language) == shaped("eczar-devanagari", "वर्षा", "")


@pytest.mark.parametrize(
    ("language", "stems"),
    [("en", ["anek-latin"]), ("hi", ["anek-devanagari", "anek-latin"]), ("mr", ["anek-devanagari", "anek-latin"])],
)
def test_every_letter_of_the_interface_is_in_its_cut(language: str, stems: list[str]) -> None:
    tt_font = pytest.importorskip("fontTools.ttLib", reason="fonttools opens the cuts")
    covered: set[int] = set()
    for stem in stems:
        covered |= tt_font.TTFont(BytesIO(plain_font(stem))).getBestCmap().keys()
    words = words_for(language)
    said = {
        letter
        for said_by, names in ((words, Words), (words.log, LogWords), (words.dossier, DossierWords))
        for name in names.__struct_fields__
        if name not in ("log", "dossier")
        for text in (getattr(said_by, name) if isinstance(getattr(said_by, name), tuple) else (getattr(said_by, name),))
        for letter in text
    }
    assert {letter for letter in said if ord(letter) not in covered} == set()
