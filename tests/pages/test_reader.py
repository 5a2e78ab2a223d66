"""The e-paper's reader in a browser: for everybody, by key, mouse and finger alike, and whole without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest

from epaper.issues import FERRY, KILLED, RIVER

from .demo_site import DemoSite, Kind
from .machine import Missing, run_script
from .markup import markup_errors
from .reader_site import BASE, make_reader_site
from .served import served
from .verdicts import page_faults

pytestmark = pytest.mark.slow

_IN_EVERY_MODE = ("epaper-page", "epaper-story", "epaper-month")
Told = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    made = make_reader_site(tmp_path_factory.mktemp("reader") / "site")
    with served(made.home, made.url):
        yield made


@pytest.fixture(scope="module")
def told(site: DemoSite) -> Told:
    try:
        answer: Told = run_script("turning.js", {"origin": site.url, "base": BASE, "story": FERRY.id}, install=False)
    except Missing as missing:
        pytest.skip(str(missing))
    return answer


def test_a_story_opens_and_closes_by_key_alone_and_the_focus_comes_back(told: Told) -> None:
    key = told["key"]
    assert key["spot"]["focus"] == f"a#s-{FERRY.id}"
    assert key["ring"] == "rgb(17, 22, 28)"
    assert (key["opened"]["open"], key["opened"]["shown"], key["opened"]["inside"]) == (FERRY.id, True, True)
    assert key["kept"]["inside"]
    assert key["keptBack"]["inside"]
    assert (key["closed"]["open"], key["closed"]["focus"]) == ("", f"a#s-{FERRY.id}")
    assert key["complaints"] == []


def test_keys_zoom_the_page_and_turn_it_when_it_is_whole(told: Told) -> None:
    key = told["key"]
    assert [key[name]["size"] for name in ("two", "three", "twoAgain", "fit")] == ["two", "three", "two", "fit"]
    assert [key[name]["told"] for name in ("two", "three", "fit")] == ["2 ×", "3 ×", ""]
    assert key["two"]["image"] < key["three"]["image"]
    assert key["fit"]["image"] == 1
    assert key["two"]["focus"] == "div#page"
    assert [key[name]["path"] for name in ("second", "first", "halfDown", "onward")] == [
        f"{BASE}2/",
        BASE,
        BASE,
        f"{BASE}2/",
    ]
    assert key["halfDown"]["scrolled"] > 0


def test_a_mouse_opens_a_story_where_it_stands_and_turns_the_page_at_its_edge(told: Told) -> None:
    mouse = told["mouse"]
    assert mouse["opened"]["open"] == FERRY.id
    assert mouse["closed"]["scrolled"] == mouse["opened"]["scrolled"] == 300
    assert (mouse["zoomed"]["size"], mouse["fit"]["size"]) == ("two", "fit")
    assert mouse["edge"]["path"] == f"{BASE}2/"
    assert mouse["complaints"] == []


def test_a_finger_turns_across_and_scrolls_along(told: Told) -> None:
    finger = told["finger"]
    assert [finger[name]["path"] for name in ("scrolling", "second", "first")] == [BASE, f"{BASE}2/", BASE]
    assert (finger["zoomed"]["size"], finger["zoomed"]["image"]) == ("two", 2)
    assert finger["full"] == [0, 0, 360, 800]
    assert finger["complaints"] == []


def test_without_scripts_it_is_a_list_of_stories_and_links(told: Told) -> None:
    bare = told["bare"]
    assert bare["start"] == {"path": BASE, "open": "", "shown": False, "listed": 5}
    assert (bare["opened"]["open"], bare["opened"]["shown"]) == (FERRY.id, True)
    assert bare["closed"]["open"] == ""
    assert bare["second"]["path"] == f"{BASE}2/"
    assert bare["zoom"] == f"{BASE}p1.svg"


def test_its_pages_are_for_everybody_and_ask_nobody_else(site: DemoSite) -> None:
    kinds = [*site.kinds, Kind("epaper-story", f"{BASE}#s-{RIVER.id}")]
    findings = []
    try:
        for brief in (False, True):  # the reader, a story and a month are looked at in every width and light
            chosen = [kind for kind in kinds if (kind.name in _IN_EVERY_MODE) is not brief]
            plan = {
                "origin": site.url,
                "brief": brief,
                "kinds": [{"name": kind.name, "path": kind.path, "status": 200, "story": False} for kind in chosen],
            }
            findings += run_script("browser.js", plan, install=False)
    except Missing as missing:
        pytest.skip(str(missing))
    assert len(findings) == len(kinds)
    assert [fault for one in findings for fault in page_faults(one, 200)] == []
    [text] = [one for one in findings if one["kind"] == "epaper-text"]
    assert [address for address in text["requests"] if not address.endswith((".css", "/text/", "/icon.svg"))] == []


def test_its_markup_is_valid(site: DemoSite) -> None:
    try:
        pages, errors = markup_errors(site.public)
    except Missing as missing:
        pytest.skip(str(missing))
    assert pages > 10
    assert errors == []
    assert KILLED.id in (site.public / BASE[1:] / "index.html").read_text("utf-8")
