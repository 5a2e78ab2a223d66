"""A real site in a temporary folder, with its desk and a clock that is set by hand; and wire copy to hand in."""

import dataclasses
import gzip
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import brotli

from builders import MINUTE, SIX
from nightdesk.desk.address import story_id
from nightdesk.flow import Desk
from nightdesk.shift.house import House, open_house
from nightdesk.shift.keeper import keep_now
from nightdesk.shift.rebuild import rebuild
from nightdesk.store import decision as decision_table
from nightdesk.store import item as item_table
from nightdesk.store import reading as reading_table
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.store.decision import Decided
from nightdesk.terms.arrival import Arrival, Kept
from nightdesk.terms.item import Item
from nightdesk.terms.record import StoryRecord

WIRES = '[site]\nname = "The Example Post"\nurl = "https://post.example"\n[[wire]]\nname = "ews"\n'


class Newsroom:
    """One site. `now` is its time: set it, and the desk lives in that moment."""

    def __init__(self, home: Path, settings: str = WIRES, now: datetime = SIX + MINUTE) -> None:
        shutil.copytree(_empty_site(settings).name, home, copy_function=shutil.copyfile, dirs_exist_ok=True)
        self.now = now
        house = open_house(home, lambda: self.now)
        house.database.close()
        # Nobody misses this ledger: its commits need not wait for the disk.
        self.house: House = dataclasses.replace(house, database=Database(house.settings.ledger, durable=False))

    @cached_property
    def desk(self) -> Desk:
        """Its desk, awake."""
        desk = Desk(self.house)
        desk.wake()
        return desk

    def keep(self, *contents: bytes, wire: str = "ews", name: str = "copy.xml") -> list[Kept]:
        """Keep bytes that came together; nobody reads them yet."""
        return keep_now(
            self.house, [Arrival(wire=wire, name=name, content=one, transport="folder") for one in contents]
        )

    def work(self) -> None:
        """Read and show everything that is kept or due, and tell it on every surface."""
        while self.desk.step():
            pass
        self.desk.afterwards.tell_all()
        self.desk.press.finish()
        self.desk.press.finish()

    def take_in(self, *contents: bytes, wire: str = "ews", name: str = "copy.xml") -> list[Decided]:
        """Keep, read and show; returns the last decision over each item, in order."""
        kept = self.keep(*contents, wire=wire, name=name)
        self.work()
        connection = self.house.database.read()
        decided = {}
        for one in kept:
            decided |= {(one.delivery, row.entry): row for row in decision_table.of_delivery(connection, one.delivery)}
        return list(decided.values())

    def story(self, guid: str, provider: str = "ews") -> StoryRecord:
        """The story of that guid, as the ledger has it."""
        id_ = story_id(provider, guid)
        return story_table.get(self.house.database.read(), [id_])[id_].record

    def item(self, id_: int | None) -> Item | None:
        """A revision of the ledger."""
        return item_table.get(self.house.database.read(), [id_])[id_].item if id_ is not None else None

    def counts(self) -> tuple[int, int]:
        """How many items came, and how many (delivery, entry) pairs have an outcome."""
        connection = self.house.database.read()
        return reading_table.entries(connection), decision_table.entries_decided(connection)

    def public(self) -> dict[str, bytes]:
        """Every public file by its path, twins unpacked."""
        return dict(unpacked(self.house.public))

    def close(self) -> None:
        """End the night."""
        self.desk.close()
        self.house.database.close()


@cache
def _empty_site(settings: str) -> "tempfile.TemporaryDirectory[str]":
    """A site without a story, made once: a site folder can be copied while nothing runs on it (contract §2)."""
    folder = tempfile.TemporaryDirectory(prefix="empty-site-")
    home = Path(folder.name)
    (home / "nightdesk.toml").write_text(settings, encoding="utf-8")
    house = open_house(home, create=True)
    rebuild(house, house.database.read())
    house.database.close()
    return folder


def unpacked(public: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below, with the compressed ones unpacked."""
    for file in sorted(public.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            if file.suffix == ".gz":
                content = gzip.decompress(content)
            elif file.suffix == ".br":
                content = brotli.decompress(content)
            yield file.relative_to(public).as_posix(), content


def newsml_g2(
    guid: str = "urn:ews:council",
    version: int = 1,
    headline: str = "Council agrees nothing",
    text: str | Sequence[str] = "The example council met on Monday and agreed nothing.",
    *,
    status: str = "usable",
    created: datetime = SIX,
    first: datetime = SIX,
    embargo: datetime | str | None = None,
    expires: datetime | None = None,
    signal: str = "",
    note: str = "",
    extra: str = "",
) -> bytes:
    """A NewsML-G2 news item; `embargo` "" is the empty element; `extra` changes the bytes and nothing else."""
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in ([text] if isinstance(text, str) else text))
    until = f"<embargoed>{_iso(embargo)}</embargoed>" if embargo is not None else ""
    meta = (
        '<itemClass qcode="ninat:text"/><provider literal="EWS"/>'
        f"<versionCreated>{_iso(created)}</versionCreated><firstCreated>{_iso(first)}</firstCreated>{until}"
        f'<pubStatus qcode="stat:{status}"/>'
        + (f"<expires>{_iso(expires)}</expires>" if expires else "")
        + (f"<edNote>{escape(note)}</edNote>" if note else "")
        + (f'<signal qcode="sig:{signal}"/>' if signal else "")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid={quoteattr(guid)} version="{version}"'
        ' standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">'
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
        f"<itemMeta>{meta}</itemMeta><contentMeta><headline>{escape(headline)}</headline></contentMeta>"
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>x</title></head><body>{paragraphs}</body></html></inlineXML></contentSet></newsItem>{extra}"
    ).encode()


def nitf(
    guid: str = "EWS.1",
    version: int | None = None,
    headline: str = "Council agrees nothing",
    text: str = "The example council met on Monday and agreed nothing.",
    *,
    issued: datetime | None = SIX,
    status: str = "usable",
    release: datetime | None = None,
    expires: datetime | None = None,
    target: str = "",
    target_status: str = "canceled",
    extra: str = "",
) -> bytes:
    """A NITF document; without `version` its order is that of its time; `target` is another document's new status."""
    docdata = f'<docdata management-status="{status}"'
    if target:
        docdata += f' management-doc-idref={quoteattr(target)} management-idref-status="{target_status}"'
    issue = f'<date.issue norm="{_compact(issued)}"/>' if issued else ""
    until = f'<date.release norm="{_compact(release)}"/>' if release else ""
    until += f'<date.expire norm="{_compact(expires)}"/>' if expires else ""
    key = f'<du-key key="council" version="{version}"/>' if version is not None else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>x</title>{docdata}>'
        f'<doc-id regsrc="EWS" id-string={quoteattr(guid)}/>{issue}{until}{key}</docdata></head>'
        f"<body><body.head><hedline><hl1>{escape(headline)}</hl1></hedline></body.head>"
        f"<body.content><block><p>{escape(text)}</p></block></body.content></body></nitf>{extra}"
    ).encode()


def files_with(files: dict[str, bytes], words: str | Iterable[str]) -> list[str]:
    """The paths of the files that hold any of the words."""
    wanted = [one.encode() for one in ([words] if isinstance(words, str) else words)]
    return [path for path, content in files.items() if any(one in content for one in wanted)]


def _iso(moment: datetime | str) -> str:
    return moment if isinstance(moment, str) else moment.astimezone(UTC).isoformat()


def _compact(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
