"""nightdesk.toml as typed values. Unknown keys are refused, with the nearest known one."""

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from .errors import SettingsError
from .terms.site import App, Edition, Section, Site
from .terms.wire import Wire

FILE_NAME = "nightdesk.toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}\Z")
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"?]+\Z")
_TAKEN = frozenset(
    "about agency api app assets city corrections desk epaper healthz intake latest log metrics search thread "
    "topic".split()
)
"""First parts of the site's own addresses (contract §3), which no section can have."""
MAIN = "main"
"""The edition of all stories (contract §2)."""
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z")
_PAGES = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?\Z")
_PAPERS = ("a3", "tabloid")
_LEAST_COLUMNS, _MOST_COLUMNS = 4, 6
_MOST_PAGES = 64


class SiteTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[site]`: what the publication is called, where it lives, its language and zone."""

    name: str = "The Night Desk"
    url: str = "http://127.0.0.1:8080"
    language: str = "en-IN"
    zone: str = "Asia/Kolkata"
    zone_label: str = "IST"
    tagline: str = ""
    contact: str = ""
    grievance_officer: str = ""
    grievance_email: str = ""
    grievance_address: str = ""
    grievance_body: str = ""


class SectionTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[[section]]`: a subject's front; without any, the house's own list of sections is used."""

    slug: str
    title: str
    titles: dict[str, str] = {}
    names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class EditionTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[[edition]]`: a place's version of the paper; cities without one have a front of their own.

    It has an e-paper where `cut_off` is set.
    """

    slug: str
    title: str
    titles: dict[str, str] = {}
    cities: tuple[str, ...] = ()
    zone: str = ""
    cut_off: str = ""
    paper: str = "a3"
    columns: int = 5
    pages: str = "2-16"
    pdf: bool = True


class EpaperTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[epaper]`: the e-paper of the main edition; "" in place of the cut-off turns it off."""

    cut_off: str = "05:00"
    title: str = "Main edition"
    paper: str = "a3"
    columns: int = 5
    pages: str = "2-16"
    pdf: bool = True


class WireTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[[wire]]`: one subscription; see `terms/wire.py`. The secret of a push is named, never written here."""

    name: str
    transport: str = "folder"
    profile: str = ""
    agency: str = ""
    provider: str = ""
    folder: str = ""
    url: str = ""
    every_seconds: float = 60.0
    headers: dict[str, str] = {}
    secret_env: str = ""
    secret_file: str = ""
    private_hosts: bool = False
    fetch_pictures: bool = False
    size_limit_bytes: int = 16 * 1024 * 1024
    quiet_minutes: int = 0
    override: dict[str, Any] = {}


class ServerTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[server]`: where the built-in web server listens."""

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8080


class DeskTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[desk]`: how often one front may be made anew, in milliseconds."""

    front_milliseconds: int = 200


class _Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    site: SiteTable = SiteTable()
    app: App = App()
    section: tuple[SectionTable, ...] = ()
    edition: tuple[EditionTable, ...] = ()
    epaper: EpaperTable = EpaperTable()
    wire: tuple[WireTable, ...] = ()
    server: ServerTable = ServerTable()
    desk: DeskTable = DeskTable()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of nightdesk.toml for the site folder `home`."""

    home: Path
    site: Site
    wires: tuple[Wire, ...] = ()
    server: ServerTable = ServerTable()
    desk: DeskTable = DeskTable()

    @property
    def public(self) -> Path:
        """The folder any web server can serve."""
        return self.home / "public"

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.home / "ledger.db"

    def wire(self, name: str) -> Wire | None:
        """The wire of that name, or None."""
        return next((wire for wire in self.wires if wire.name == name), None)


def load(home: Path) -> Settings:
    """Read `<home>/nightdesk.toml`. Raises SettingsError naming file, key and remedy."""
    path = home / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(f"{path} is not there: make a site folder with `nightdesk init {home}`") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    return parse(text, home.resolve(), str(path))


def parse(text: str, home: Path, name: str = FILE_NAME) -> Settings:
    """The settings in `text`, with folders made absolute below `home`."""
    try:
        document = msgspec.convert(tomllib.loads(text), _Document)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: {error}") from error
    except msgspec.ValidationError as error:
        raise SettingsError(f"{name}: {_helpful(str(error))}") from error
    wires = tuple(_wire(table, home, name) for table in document.wire)
    _refuse_twins(name, "[[wire]]", [wire.name for wire in wires])
    _refuse_twins(name, "[[section]]", [section.slug for section in document.section])
    _refuse_twins(name, "[[edition]]", [edition.slug for edition in document.edition])
    for section in document.section:
        _refuse_bad_slug(section.slug, f"{name}: [[section]] slug", _TAKEN)
    for edition in document.edition:
        _refuse_bad_slug(edition.slug, f"{name}: [[edition]] slug")
        refuse_bad_zone(edition.zone, f"{name}: [[edition]] {edition.slug}: zone")
        if edition.slug == MAIN:
            raise SettingsError(f"{name}: [[edition]] slug {MAIN!r}: that is the main edition; its e-paper is [epaper]")
    table = document.site
    _refuse_bad_site(table, name)
    site = Site(
        name=table.name,
        url=table.url.rstrip("/"),
        language=table.language,
        zone=table.zone,
        zone_label=table.zone_label,
        tagline=table.tagline,
        contact=table.contact,
        grievance_officer=table.grievance_officer,
        grievance_email=table.grievance_email,
        grievance_address=table.grievance_address,
        grievance_body=table.grievance_body,
        sections=tuple(msgspec.convert(msgspec.structs.asdict(s), Section) for s in document.section),
        editions=tuple(_edition(one, name) for one in document.edition),
        app=document.app,
        main=_main(document.epaper, name),
    )
    return Settings(home=home, site=site, wires=wires, server=document.server, desk=document.desk)


def _edition(table: EditionTable, name: str) -> Edition:
    paper = _paper(table, f"{name}: [[edition]] {table.slug}")
    facts = {key: value for key, value in msgspec.structs.asdict(table).items() if key != "pages"}
    return msgspec.convert(facts | paper, Edition)


def _main(table: EpaperTable, name: str) -> Edition:
    paper = _paper(table, f"{name}: [epaper]")
    return msgspec.convert({"slug": MAIN, "title": table.title, "pdf": table.pdf} | paper, Edition)


def _paper(table: EditionTable | EpaperTable, where: str) -> dict[str, str | int]:
    """What an e-paper is like. Raises SettingsError with the place and what may stand there."""
    if table.cut_off and not _TIME.match(table.cut_off):
        raise SettingsError(
            f'{where}: cut_off {table.cut_off!r}: write a time of day, as "05:00", or "" for no e-paper'
        )
    if table.paper not in _PAPERS:
        raise SettingsError(f"{where}: paper {table.paper!r}: there are {' and '.join(_PAPERS)}")
    if table.columns not in range(_LEAST_COLUMNS, _MOST_COLUMNS + 1):
        raise SettingsError(
            f"{where}: columns = {table.columns}: from {_LEAST_COLUMNS} to {_MOST_COLUMNS} fit on a page"
        )
    pages = _PAGES.match(table.pages)
    least, most = (int(pages[1]), int(pages[2] or pages[1])) if pages else (0, 0)
    if not 1 <= least <= most <= _MOST_PAGES:
        raise SettingsError(
            f'{where}: pages {table.pages!r}: write the fewest and the most, as "2-16", of 1 to {_MOST_PAGES}'
        )
    return {
        "cut_off": table.cut_off, "paper": table.paper, "columns": table.columns,
        "least_pages": least, "most_pages": most,
    }  # fmt: skip


def _wire(table: WireTable, home: Path, name: str) -> Wire:
    if not _NAME.match(table.name):
        raise SettingsError(f"{name}: [[wire]] name {table.name!r}: use a-z, 0-9 and -, at most 63 characters")
    if table.transport == "http" and not table.url:
        raise SettingsError(f"{name}: [[wire]] {table.name}: transport http needs url, the address to poll")
    for key, value in (("every_seconds", table.every_seconds), ("size_limit_bytes", table.size_limit_bytes)):
        if not value > 0:  # also what is no number at all
            raise SettingsError(f"{name}: [[wire]] {table.name}: {key} = {value}: it must be more than 0")
    folder = home / (table.folder or f"wires/{table.name}")
    return Wire(
        name=table.name,
        transport=table.transport,
        profile=table.profile,
        agency=table.agency,
        provider=table.provider,
        folder=folder,
        url=table.url,
        every_seconds=table.every_seconds,
        headers=table.headers,
        secret=_secret(table, home, name),
        private_hosts=table.private_hosts,
        fetch_pictures=table.fetch_pictures,
        size_limit_bytes=table.size_limit_bytes,
        quiet_minutes=table.quiet_minutes,
        overrides=table.override,
    )


def _refuse_bad_slug(slug: str, where: str, taken: frozenset[str] = frozenset()) -> None:
    """A slug is a folder of the public site: it must be safe as one, and not be one that is there already."""
    if not _NAME.match(slug):
        raise SettingsError(f"{where} {slug!r}: use a-z, 0-9 and -, at most 63 characters")
    if slug in taken:
        raise SettingsError(f"{where} {slug!r}: /{slug}/ is a page of the site's own; choose another word")


def _refuse_bad_site(table: SiteTable, name: str) -> None:
    if not table.url.startswith(("https://", "http://")):
        raise SettingsError(f"{name}: [site] url {table.url!r}: write the whole address, as in https://paper.example")
    refuse_bad_zone(table.zone, f"{name}: [site] zone")
    mail = table.grievance_email
    if mail and not _MAIL.match(mail):
        raise SettingsError(f"{name}: [site] grievance_email {mail!r}: write a mail address, as in desk@paper.example")


def refuse_bad_zone(zone: str, where: str) -> None:
    """Raises SettingsError for a zone the machine does not know; "" is none."""
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"{where} {zone!r}: use an IANA name, as Asia/Kolkata") from None


def _secret(table: WireTable, home: Path, name: str) -> str:
    if table.secret_env:
        return os.environ.get(table.secret_env, "")
    if table.secret_file:
        try:
            return (home / table.secret_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"{name}: [[wire]] {table.name}: secret_file cannot be read: {error}") from error
    return ""


def _refuse_twins(name: str, table: str, names: list[str]) -> None:
    twins = sorted({one for one in names if names.count(one) > 1})
    if twins:
        raise SettingsError(f"{name}: {table} {twins[0]!r} stands there twice; rename or remove one")


def _helpful(message: str) -> str:
    """msgspec's sentence with the nearest known key added."""
    unknown = re.search(r"unknown field `(\w+)`(?: - at `\$\.?([\w.\[\]]*)`)?", message)
    if not unknown:
        return message
    word, where = unknown.group(1), (unknown.group(2) or "").split("[")[0].split(".")[0]
    tables: dict[str, type[msgspec.Struct]] = {
        "": _Document, "site": SiteTable, "app": App, "section": SectionTable, "edition": EditionTable,
        "epaper": EpaperTable, "wire": WireTable, "server": ServerTable, "desk": DeskTable,
    }  # fmt: skip
    known = [field.name for field in msgspec.structs.fields(tables.get(where, _Document))]
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]!r}?" if near else f"; known keys are {', '.join(known)}"
    return f"unknown key {word!r} in [{where or 'the file'}]{hint}"
