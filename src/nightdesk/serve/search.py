"""`GET /search`: a reader's question put to the ledger, on a reading connection of its own and within its time.

A search may take the time of a search, never that of the pages or of the desk: two threads do the searching, few may
wait for them, and SQLite breaks off what takes too long.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ..clock import Clock, system_clock, ticks
from ..edition.search_page import ADDRESS, LONGEST_LINE, search_in_trouble, search_page
from ..store import front, search
from ..store.database import Database
from ..terms.search import Question
from ..terms.site import Site
from ..terms.story import Reach
from .headers import CACHE_NEVER

SECONDS = 2.0
"""What one search may take, the wait for a free thread included."""
THREADS = 2
MOST_AT_ONCE = 16
"""Searches under way or waiting; who comes then is asked to come again."""
COME_AGAIN_SECONDS = 5
MOST_CHOICES = 100
"""Options of one filter: the fronts with the most stories."""

_KINDS = ("section", "city", "agency")
_PATH_WORD = re.compile(r"[\w-]{1,64}")
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)
_JOINERS = "\u200c\u200d"


class Search:
    """The address. `route` goes into `make_app(routes=…)`; `close` when the server has ended."""

    def __init__(
        self, database: Database, site: Site, *, clock: Clock = system_clock, seconds: float = SECONDS
    ) -> None:
        self._database = database
        self._site = site
        self._clock = clock
        self._seconds = seconds
        self._under_way = 0
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="search")

    @property
    def route(self) -> Route:
        """`/search`, for GET and HEAD."""
        return Route(ADDRESS, self.answer, methods=["GET"])

    def close(self) -> None:
        """Let the searches under way end, within their time."""
        self._threads.shutdown(cancel_futures=True)

    async def answer(self, request: Request) -> Response:
        """The page for one question."""
        question = read_question(request.query_params, self._site.zone)
        if self._under_way >= MOST_AT_ONCE:
            return _unable(search_in_trouble(self._site, question, (), "busy"))
        self._under_way += 1
        end = ticks() + self._seconds
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._threads, self._look_up, question, lambda: ticks() > end
            )
        finally:
            self._under_way -= 1

    def _look_up(self, question: Question, overdue: Callable[[], bool]) -> Response:
        """In a thread of its own, whose reading connection is never another's."""
        fronts: tuple[Reach, ...] = ()
        try:
            connection = self._database.read()
            fronts = choices(front.all_fronts(connection))
            hits = search.find(connection, question, overdue)
        except search.SearchAbsent:
            page = search_in_trouble(self._site, question, fronts, "absent")
            return HTMLResponse(page, 503, {"cache-control": CACHE_NEVER})
        except (search.SearchTooLong, DBAPIError):
            return _unable(search_in_trouble(self._site, question, fronts, "busy"))
        page = search_page(self._site, question, hits, fronts, self._clock())
        return HTMLResponse(page, 200, {"cache-control": CACHE_NEVER})


def read_question(given: Mapping[str, str], zone: str) -> Question:
    """What the parameters of the address ask; what is not well formed is not asked."""
    slugs = {kind: given.get(kind, "") for kind in _KINDS}
    since, last = (_midnight(given.get(name, ""), zone, add) for name, add in (("from", 0), ("to", 1)))
    page = given.get("page", "")
    return Question(
        words=_line(given.get("q", "")),
        since=since,
        until=last,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
        **{kind: slug for kind, slug in slugs.items() if _PATH_WORD.fullmatch(slug)},
    )


def choices(fronts: list[tuple[str, str, int]]) -> tuple[Reach, ...]:
    """Of the fronts there are, as (front, title, stories), those to filter by: of each kind the largest, by title."""
    found: list[Reach] = []
    for kind in _KINDS:
        of_kind = [one for one in fronts if one[0].startswith(f"{kind}/")]
        largest = sorted(of_kind, key=lambda one: (-one[2], one[0]))[:MOST_CHOICES]
        reaches = (Reach(kind, name.partition("/")[2], title) for name, title, _ in largest)  # type: ignore[arg-type]  # one of _KINDS
        found += sorted(reaches, key=lambda reach: (reach.title.casefold(), reach.slug))
    return tuple(found)


def _line(words: str) -> str:
    """The words in one line, without what no page may hold; one letter more than is read shows that it was cut."""
    shown = (letter if letter.isprintable() or letter in _JOINERS else " " for letter in words[: 2 * LONGEST_LINE])
    return " ".join("".join(shown).split())[: LONGEST_LINE + 1]


def _midnight(day: str, zone: str, add_days: int) -> datetime | None:
    """When that day begins at the site, or the day after it."""
    if not _DAY.fullmatch(day):
        return None
    try:
        first = date.fromisoformat(day) + timedelta(days=add_days)
    except ValueError:
        return None
    return datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _unable(page: bytes) -> Response:
    return HTMLResponse(page, 503, {"cache-control": CACHE_NEVER, "retry-after": str(COME_AGAIN_SECONDS)})
