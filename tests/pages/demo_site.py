"""The site that the checks look at: the sample day, odd copy after it, two acts of a person; and its kinds of pages."""

import getpass
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

import msgspec

from fakes.played_day import PlayedDay
from nightdesk.config import FILE_NAME
from nightdesk.shift.acts import DESK, Act, find_story
from nightdesk.shift.house import House, open_house
from nightdesk.shift.rebuild import rebuild
from nightdesk.store import story as story_table
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.story import Card, State
from nightdesk_sample.day import sample_midnight

from . import odd_copy


@dataclass(frozen=True)
class Kind:
    """One kind of page: its name, its path on the site and the status it answers with."""

    name: str
    path: str
    status: int = 200

    @property
    def is_story(self) -> bool:
        """A page with an agency's text."""
        return self.name.startswith("story")

    @property
    def is_notice(self) -> bool:
        """A page where a text stood."""
        return self.name.startswith("notice")


@dataclass(frozen=True)
class DemoSite:
    """A site folder, the address it was made for, and its kinds of pages."""

    home: Path
    url: str
    kinds: tuple[Kind, ...]

    @property
    def public(self) -> Path:
        """The whole site as files."""
        return self.home / "public"

    def kind(self, name: str) -> Kind:
        """The kind of that name."""
        return next(kind for kind in self.kinds if kind.name == name)


def free_port() -> int:
    """A port that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_demo_site(home: Path, *, with_drills: bool = True) -> DemoSite:
    """Play the day into `home`. Its address is of this machine, so that the pages can be looked at where they say."""
    url = f"http://127.0.0.1:{free_port()}"
    day = PlayedDay(
        home,
        url=url,
        settings=odd_copy.SETTINGS,
        first=odd_copy.early(sample_midnight() - timedelta(hours=5)),
        with_drills=with_drills,
    )
    start = day.now + timedelta(minutes=5)
    for number, arrival in enumerate(odd_copy.late(start.astimezone(UTC))):
        day.now = start + timedelta(minutes=number)
        day.take_in(arrival)
    for guid, court in ((odd_copy.COURT, True), (odd_copy.TAKEN_DOWN, False)):
        day.now += timedelta(minutes=1)
        story = find_story(day.house.database.read(), guid).id
        act = Act(
            act="takedown", story=story, reason="Order 12 of the harbour court", by=getpass.getuser(), court=court
        )
        day.take_in(Arrival(wire=DESK, name="takedown", content=msgspec.json.encode(act), transport=DESK))
    kinds = tuple(_kinds(day.house))
    day.close()
    return DemoSite(home, url, kinds)


def in_language(site: DemoSite, language: str) -> DemoSite:
    """The same site with its interface in another language, made again from its ledger in place."""
    settings = site.home / FILE_NAME
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('language = "en-IN"', f'language = "{language}"', 1), encoding="utf-8")
    house = open_house(site.home)
    with house.database.read() as connection:
        rebuild(house, connection)
    house.database.close()
    return site


def _kinds(house: House) -> Iterator[Kind]:
    connection = house.database.read()
    shown = [filed.card for filed in story_table.in_state(connection, State.PUBLISHED) if filed.card]
    shown.sort(key=lambda card: (card.shown, card.id), reverse=True)
    by_guid = {card.guid: card for card in shown}
    texts = {card.id: (house.public / card.path.strip("/") / "index.html").read_text("utf-8") for card in shown}
    plain = [
        card
        for card in shown
        if "<table" not in texts[card.id] and not card.corrected and card.agency != odd_copy.AGENCY
    ]
    yield Kind("home", "/")
    yield Kind("story-en", _first(plain, "en").path)
    yield Kind("story-hi", _first(plain, "hi").path)
    yield Kind("story-mr", _first(plain, "mr").path)
    yield Kind(
        "story-table",
        next(card.path for card in shown if "<table" in texts[card.id] and card.agency != odd_copy.AGENCY),
    )
    yield Kind("story-corrected", next(card.path for card in shown if card.corrected))
    yield Kind("story-alert", by_guid[odd_copy.BARE_ALERT].path)
    yield Kind("story-markup", by_guid[odd_copy.MARKUP].path)
    yield Kind("story-urdu", by_guid[odd_copy.URDU].path)
    yield Kind("story-hostile", by_guid[odd_copy.HOSTILE].path)
    yield from _dossiers(shown, texts)
    yield Kind("section", "/national/")
    yield Kind("section-empty", next(iter(_empty_sections(house)), "/news/"))
    cities = sorted({reach.slug for card in shown for reach in card.cities})
    yield Kind("city", f"/city/{'pune' if 'pune' in cities else cities[0]}/")
    yield Kind("agency", f"/agency/{plain[0].agency_slug}/")
    yield Kind("latest", "/latest/")
    yield Kind("archive", "/latest/page/1/")
    yield Kind("corrections", "/corrections/")
    yield from _notices(house)
    yield Kind("proof", f"{_first(plain, 'en').path}proof/")
    yield Kind("proof-mr", f"{_first(plain, 'mr').path}proof/")
    yield Kind("proof-corrected", next(f"{card.path}proof/" for card in shown if card.corrected))
    yield from _closed_proofs(house)
    yield Kind("log", "/log/")
    yield from _papers(house)
    yield Kind("city-index", "/city/")
    yield Kind("agency-index", "/agency/")
    yield Kind("about", "/about/")
    yield Kind("automation", "/about/automation/")
    yield Kind("grievance", "/about/grievance/")
    yield Kind("app", "/app/")
    yield Kind("lost", "/no/such/page/", 404)


def _dossiers(shown: list[Card], texts: dict[str, str]) -> Iterator[Kind]:
    """What the library has added: a story with all of it, its thread, a topic with its front, and the search."""
    signs = ('id="related"', 'id="thread"', 'id="same-story"', 'id="latest"')
    known = max(shown, key=lambda card: (sum(sign in texts[card.id] for sign in signs[:3]), card.id))
    yield Kind("story-known", known.path)
    yield Kind("story-latest", next(card.path for card in shown if signs[3] in texts[card.id]))
    yield Kind("thread", re.findall(r'href="(/thread/[^/"]+/)"', texts[known.id])[0])
    yield Kind("topic", re.findall(r'href="(/topic/[^/"]+/)"', " ".join(texts.values()))[0])
    yield Kind("topic-index", "/topic/")
    yield Kind("search", "/search?q=water")
    yield Kind("search-empty", "/search")


def _closed_proofs(house: House) -> Iterator[Kind]:
    connection = house.database.read()
    for state in (State.KILLED, State.WITHHELD):
        ended = next(one.record for one in story_table.in_state(connection, state) if one.record.first_shown)
        yield Kind(f"proof-{state.value}", f"/{ended.section}/{ended.id}/proof/")


def _papers(house: House) -> Iterator[Kind]:
    """The e-paper: its archive, and the newest issue of the main edition with a page inside it and its text."""
    texts = sorted((house.public / "epaper" / "main").glob("*/text/index.html"))
    for text in texts[-1:]:
        issue = f"/epaper/main/{text.parent.parent.name}/"
        yield Kind("epaper-editions", "/epaper/")
        yield Kind("epaper-archive", "/epaper/main/")
        yield Kind("epaper-page", issue)
        yield Kind("epaper-inside", f"{issue}2/")
        yield Kind("epaper-text", f"{issue}text/")


def _first(cards: list[Card], language: str) -> Card:
    """The newest with a text worth looking at."""
    found = [card for card in cards if card.language.startswith(language)]
    return max(found, key=lambda card: (bool(card.cities), card.published != card.updated, len(card.teaser)))


def _empty_sections(house: House) -> Iterator[str]:
    for section in house.site.sections:
        page = house.public / section.slug / "index.html"
        if 'class="quiet"' in page.read_text("utf-8"):
            yield f"/{section.slug}/"


def _notices(house: House) -> Iterator[Kind]:
    connection = house.database.read()
    seen = set()
    for state in (State.KILLED, State.WITHHELD, State.HELD, State.EXPIRED, State.TAKEN_DOWN):
        for filed in story_table.in_state(connection, state):
            story = filed.record
            kind = story.kind_of_end
            if kind is None or kind in seen or story.first_shown is None:
                continue
            seen.add(kind)
            status = {"withheld": 200, "embargoed": 200, "court": 451}.get(kind, 410)
            yield Kind(f"notice-{kind}", story.path, status)
