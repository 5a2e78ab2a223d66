"""`/search` over HTTP: a page for every question, in its time, and nothing kept by caches or robots."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette

from builders import a_shown_story
from nightdesk.clock import fixed_clock
from nightdesk.serve.app import make_app
from nightdesk.serve.headers import CONTENT_SECURITY_POLICY
from nightdesk.serve.search import MOST_AT_ONCE, MOST_CHOICES, Search, choices, read_question
from nightdesk.store import front, search
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.terms.search import Question
from nightdesk.terms.site import Section, Site
from nightdesk.terms.story import Card

from .public_folder import build

pytestmark = pytest.mark.anyio
SIX = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
SITE = Site(name="The Evening <Post>", url="https://paper.example", sections=(Section(slug="sport", title="Sport"),))


class House:
    """A ledger with stories, and its search behind the real application."""

    def __init__(self, folder: Path, **search_settings: Any) -> None:
        self.database = Database(folder / "ledger.db", create=True, durable=False)
        self.search = Search(self.database, SITE, clock=fixed_clock(SIX), **search_settings)
        self.app: Starlette = make_app(build(folder / "public"), SITE.url, routes=[self.search.route])

    def file(self, *headlines: str, section: str = "sport") -> None:
        """Stories that are up, a minute after another."""
        with self.database.write() as connection:
            for number, headline in enumerate(headlines):
                record = a_shown_story(id=f"{section}{number:07d}", guid=f"urn:{section}:{number}", section=section)
                card = Card(
                    id=record.id, guid=record.guid, path=f"/{section}/{record.id}/", headline=headline, agency="EWS",
                    teaser=f"{headline}: the first words …", agency_slug="ews", section=section,
                    section_title=section.title(), published=SIX, updated=SIX + timedelta(minutes=number), shown=SIX,
                )  # fmt: skip
                story_table.put(connection, [story_table.Filed(record, card)])
                search.put(connection, [search.entry(card, headline, (headline,))])
                front.place(connection, [("agency/ews", "EWS", record.id), ("city/pune", "Pune", record.id)])

    async def ask(self, query: str = "", method: str = "GET") -> httpx2.Response:
        """One request."""
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://paper.example") as asker:
            return await asker.request(method, f"/search{query}")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    one = House(tmp_path)
    yield one
    one.search.close()
    one.database.close()


def headlines(said: httpx2.Response) -> list[str]:
    return [node.text() for node in LexborHTMLParser(said.content).css(".found h3")]


async def test_a_question_is_answered_by_a_page_that_nobody_keeps(house: House) -> None:
    house.file("Ferry adrift", "Rowers win")
    said = await house.ask("?q=ferries")
    assert (said.status_code, headlines(said)) == (200, ["Ferry adrift"])
    assert said.headers["cache-control"] == "no-store"
    assert said.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    page = LexborHTMLParser(said.content)
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert page.css("script") == []
    assert page.css_first('.ways [aria-current="page"]').attributes["href"] == "/search"


async def test_without_words_there_is_the_form_with_what_can_be_chosen(house: House) -> None:
    house.file("Ferry adrift")
    said = await house.ask()
    page = LexborHTMLParser(said.content)
    assert said.status_code == 200
    assert [node.attributes["name"] for node in page.css("form input, form select")] == [
        *("q", "section", "city", "agency", "from", "to"),
    ]
    assert [node.text() for node in page.css("#agency option")] == ["All agencies", "EWS"]
    assert headlines(said) == []


async def test_filters_narrow_it_and_stay_in_the_form(house: House) -> None:
    house.file("Ferry adrift", section="sport")
    house.file("Ferry sold", section="news")
    said = await house.ask("?q=ferry&section=news&from=2026-03-02&to=2026-03-02")
    assert headlines(said) == ["Ferry sold"]
    page = LexborHTMLParser(said.content)
    assert page.css_first("#section option[selected]").attributes["value"] == "news"
    assert [page.css_first(name).attributes["value"] for name in ("#from", "#to")] == ["2026-03-02", "2026-03-02"]
    assert headlines(await house.ask("?q=ferry&to=2026-03-01")) == []


async def test_head_is_answered_and_other_methods_are_not(house: House) -> None:
    assert (await house.ask("?q=x", "HEAD")).status_code == 200
    refused = await house.ask("?q=x", "POST")
    assert refused.status_code == 405
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00%ff%fe", "?q=" + "a" * 20_000, "?q=%22%29+OR+1%3D1", "?page=-1&q=x", "?page=99999999999&q=x",
        "?section=../../etc&city=%3Cscript%3E", "?from=2026-02-31&to=soon", "?to=9999-12-31", "?q=x&q=y",
        "?" + "&" * 500,
    ],
)  # fmt: skip
async def test_nonsense_gets_a_page_and_never_comes_back_as_markup(house: House, query: str) -> None:
    said = await house.ask(query)
    assert said.status_code == 200
    assert b"<script" not in said.content
    assert len(said.content) < 16_000


async def test_what_is_typed_comes_back_as_text(house: House) -> None:
    said = await house.ask("?q=%3Cscript%3Ealert(1)%3C/script%3E+%22on+load")
    page = LexborHTMLParser(said.content)
    assert page.css("script") == []
    assert page.css_first("#q").attributes["value"] == '<script>alert(1)</script> "on load'


async def test_a_search_that_takes_too_long_ends_in_a_polite_503(tmp_path: Path) -> None:
    house = House(tmp_path, seconds=-1)
    house.file(*(f"Ferry {number}" for number in range(300)))
    said = await house.ask("?q=ferry")
    assert said.status_code == 503
    assert said.headers["retry-after"] == "5"
    assert "took too long" in said.text
    assert LexborHTMLParser(said.content).css_first("#q").attributes["value"] == "ferry"
    house.search.close()
    house.database.close()


async def test_a_crowd_is_asked_to_come_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.file("Ferry adrift")
    asked, go_on = threading.Semaphore(0), threading.Event()
    find = search.find

    def slow(*arguments: Any) -> Any:
        asked.release()
        go_on.wait(10)
        return find(*arguments)

    monkeypatch.setattr(search, "find", slow)
    waiting = [asyncio.create_task(house.ask("?q=ferry")) for _ in range(MOST_AT_ONCE)]
    await asyncio.to_thread(asked.acquire)
    while house.search._under_way < MOST_AT_ONCE:
        await asyncio.sleep(0)
    assert (await house.ask("?q=ferry")).status_code == 503
    go_on.set()
    assert {said.status_code for said in await asyncio.gather(*waiting)} == {200}
    assert (await house.ask("?q=ferry")).status_code == 200


async def test_a_ledger_without_an_index_is_said_to_have_none(house: House) -> None:
    with house.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE search_text")
    said = await house.ask("?q=ferry")
    assert said.status_code == 503
    assert "no search here" in said.text


async def test_a_search_sees_a_kill_the_moment_it_is_committed(house: House) -> None:
    house.file("Ferry adrift", "Ferry sold")
    assert len(headlines(await house.ask("?q=ferry"))) == 2
    with house.database.write() as connection:
        search.drop(connection, ["sport0000000"])
    assert headlines(await house.ask("?q=ferry")) == ["Ferry sold"]


def test_days_are_those_of_the_site() -> None:
    question = read_question({"from": "2026-03-02", "to": "2026-03-02"}, "Asia/Kolkata")
    assert question.since == datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
    assert question.until == datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    assert read_question({"from": "2026-3-2", "to": "२०२६-०३-०२"}, "Asia/Kolkata") == Question()


def test_of_many_fronts_the_largest_can_be_chosen_by_name() -> None:
    fronts = [(f"city/c{number}", f"C{number:03d}", number) for number in range(MOST_CHOICES + 50)]
    found = choices([("latest", "Latest", 9), *fronts])
    assert len(found) == MOST_CHOICES
    assert [reach.title for reach in found] == sorted(reach.title for reach in found)
    assert found[0].title == "C050"
