"""The page of the log says what it finds in words; every chart has its numbers beside it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from edition import log_samples, samples
from nightdesk.edition.charts import hour_bars, kill_dots
from nightdesk.edition.imprint import imprint_of
from nightdesk.edition.log_page import hours_end, log_page
from nightdesk.terms.log_page import LogPage

LANGUAGES = ("en-IN", "hi-IN", "mr-IN", "ur-IN")


def page_of(log: LogPage, language: str = "en-IN") -> LexborHTMLParser:
    return LexborHTMLParser(log_page(samples.a_site(language), log).content or b"")


def heads(log: LogPage) -> list[str]:
    return [" ".join(node.text().split()) for node in page_of(log).css("h1, h2")]


def changed(**fields: object) -> LogPage:
    return msgspec.structs.replace(log_samples.LOG, **fields)


def test_headings_say_the_finding() -> None:
    assert heads(log_samples.LOG) == [
        "48,213 entries, and none was ever taken out.",
        "Last checkpoint, April 27, 2025 06:31:04 IST",
        "In a day 918 items came in, and each came to one end",
        "11 kills in thirty days, each gone everywhere within 3.1 seconds",
        "From the wire to the page: half within 0.4 seconds",
        "Corrections since midnight",
        "How to watch this log",
    ]
    assert heads(log_samples.QUIET_LOG)[:5] == [
        "One entry, and it stays.",
        "Last checkpoint, April 27, 2025 06:31:00 IST",
        "In a day nothing came in",
        "No kill in thirty days",
        "No correction since midnight",
    ]


def test_a_kill_that_is_late_or_not_done_is_said_in_the_heading() -> None:
    late = (log_samples.a_kill(7.25, 1), log_samples.a_kill(1.0, 2))
    assert "2 kills in thirty days, 1 of them slower than the promised 5 seconds" in heads(changed(kills=late))
    waiting = (log_samples.a_kill(None, 1),)
    assert "1 kills in thirty days, 1 of them not gone everywhere yet" in heads(changed(kills=waiting))
    one = (log_samples.a_kill(2.04, 1),)
    assert "One kill in thirty days, gone everywhere after 2.0 seconds" in heads(changed(kills=one))


def test_rows_that_do_not_add_up_are_said_in_the_heading_and_have_a_column() -> None:
    wire = msgspec.structs.replace(log_samples.LOG.wires[0], outcomes=log_samples.LOG.wires[0].outcomes[:-1])
    log = changed(wires=(wire,))
    assert "In a day 388 items came in; 353 have not come to their end yet" in heads(log)
    cells = [node.text() for node in page_of(log).css("tfoot td")]
    assert cells == ["388", "", "29", "5", "1", "353"]


def test_the_table_holds_every_number_of_the_bars() -> None:
    page = page_of(log_samples.LOG)
    assert [node.text() for node in page.css("thead th")] == [
        *("Wire", "Received", "Each hour, 07:00 to 07:00"),
        *("Published", "Updated", "Corrected", "Held", "Killed", "Duplicate", "Advisory", "Spiked"),
    ]
    assert [node.text() for node in page.css("tbody tr")[0].css("th, td")] == [
        *("ians", "388", "", "353", "0", "0", "0", "0", "29", "5", "1")
    ]
    assert page.css_first("tbody .chart").attributes["aria-label"] == (
        "ians: 388 items in 24 hours, from 2 to 30 an hour"
    )


def test_kills_are_listed_with_their_seconds_and_lead_to_notices_without_words() -> None:
    page = page_of(log_samples.LOG)
    first = page.css_first("section[aria-labelledby=kills] li")
    assert " ".join(first.text().split()) == "03:13 A story in International Meridian, gone in 1.8 s. Log entry 48,171."
    assert first.css_first("a").attributes["href"] == "/international/9killed00003/"
    assert len(page.css(".dots circle")) == len(log_samples.KILLS)
    assert len(page.css(".dots .now")) == 1
    assert page.css_first(".dots").attributes["aria-label"] == (
        "11 kills in thirty days, gone everywhere after 1.1 to 3.1 seconds; the promise is 5"
    )


def test_names_the_checkpoint_its_files_and_who_witnessed_it() -> None:
    page = page_of(log_samples.LOG)
    facts = " ".join(page.css_first(".facts").text().split())
    assert "Witnessed byGhats University 06:31:09 IST, Sangli Courier 06:31:12 IST" in facts
    assert log_samples.CHECKPOINT.root in facts
    assert page.css_first(".tape.lit .holes") is not None
    assert {node.attributes["href"] for node in page.css(".facts a")} == {
        *("/log/checkpoint", "/log/vkey", "/log/check_page.py")
    }
    assert "2 witnesses outside this house" in page.css_first(".head").text()
    assert "No witness outside this house" in page_of(log_samples.QUIET_LOG).css_first(".head").text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("log", [log_samples.LOG, log_samples.QUIET_LOG])
def test_keeps_the_strict_content_policy_in_every_language(log: LogPage, language: str) -> None:
    page = page_of(log, language)
    assert page.css_first("style") is None
    assert page.css_first("[style]") is None
    assert page.css_first("script") is None
    assert "{" not in page.css_first("main").text()
    assert all(node.attributes.get("aria-label") for node in page.css('svg[role="img"]'))


def test_hours_are_those_of_the_clock_of_the_site() -> None:
    assert hours_end(samples.SITE, samples.NOW).isoformat() == "2025-04-27T07:00:00+05:30"


def test_the_same_values_give_the_same_bytes() -> None:
    assert log_page(samples.SITE, log_samples.LOG) == log_page(samples.a_site(), log_samples.LOG)


@given(st.lists(st.floats(0, 5_000), min_size=1, max_size=200))
def test_every_kill_is_a_dot_inside_the_chart(taken: list[float]) -> None:
    drawn = LexborHTMLParser(str(kill_dots(imprint_of(samples.SITE), taken, "kills")))
    width, height = (float(drawn.css_first("svg").attributes[name] or 0) for name in ("width", "height"))
    dots = drawn.css("circle")
    assert len(dots) == len(taken)
    for dot in dots:
        assert 0 <= float(dot.attributes["cx"] or -1) <= width
        assert 0 <= float(dot.attributes["cy"] or -1) <= height


@given(st.lists(st.integers(0, 10**7), min_size=24, max_size=24))
def test_bars_stay_inside_their_chart(counts: list[int]) -> None:
    drawn = LexborHTMLParser(str(hour_bars(counts, max(*counts, 1), "bars")))
    assert len(drawn.css("rect")) == sum(1 for count in counts if count)
    assert all(0 <= float(bar.attributes["y"] or -1) < 40 for bar in drawn.css("rect"))


def test_wires_and_agencies_with_hostile_names_stay_words() -> None:
    wire = msgspec.structs.replace(log_samples.LOG.wires[0], wire='"><script>1</script>')
    kill = msgspec.structs.replace(log_samples.KILLS[0], agency="<script>", section_title="<b>", section="other")
    page = page_of(changed(wires=(wire,), kills=(kill,)))
    assert page.css_first("script") is None
    assert page.css_first("main b") is None
