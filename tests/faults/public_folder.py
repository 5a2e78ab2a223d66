"""The public folder as a reader of files sees it: what two runs have otherwise, and where a dead text still stands."""

import contextlib
import gzip
import hashlib
import html
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the package has no types
from sqlalchemy import select

from nightdesk.desk.address import story_id
from nightdesk.proof.leaf import read_leaf
from nightdesk.store import item, leaf, story
from nightdesk.store.database import Database
from nightdesk.terms.leaf import Leaf
from nightdesk.terms.story import State
from nightdesk.verifier import check_page

from .account import mixed_fronts

_BETWEEN = re.compile(r"[.!?।…:;\"“”<>{}\[\]\\\n\r\t]+\s*")
_TAGS = re.compile(r"</?(?:a|em|strong|b|i|u|span|sup|sub|abbr|time)\b[^>]*>")
_LEAST = 36
_FEEDS = ("feed.xml", "atom.xml", "feed.json")
_CHECKPOINT = re.compile(rb'<nightdesk:checkpoint>[^<]*</nightdesk:checkpoint>|"checkpoint":"[^"]*"')
_UNDER_A_CHECKPOINT = (".tlog-proof", "/proof/index.html", "/proof/index.html.br", "/proof/index.html.gz")
"""Which leaves were committed together, and so under which checkpoint they are proven, is the kill's doing; so is the
checkpoint that a feed carries. That each of these is what the ledger says, the doctor tells; that it proves its leaf,
`unproven`. The log's own files are told apart by their entries (`logs_unlike`)."""
_COMPARED = 32


def tree(public: Path) -> dict[str, str]:
    """Every file by its path, with its digest."""
    found = {}
    for folder, _, names in os.walk(public):
        for name in names:
            file = Path(folder, name)
            found[str(file.relative_to(public))] = hashlib.sha256(_told(file)).hexdigest()
    return found


def _told(file: Path) -> bytes:
    """The file's bytes, twins unpacked; of a feed without the checkpoint that it carries."""
    content = file.read_bytes()
    if not file.name.startswith(_FEEDS):
        return content
    if file.suffix == ".br":
        content = brotli.decompress(content)
    if file.suffix == ".gz":
        content = gzip.decompress(content)
    return _CHECKPOINT.sub(b"", content)


def listing_files(home: Path) -> tuple[str, ...]:
    """How the paths of fronts begin whose order is the clock's doing (`mixed_fronts`), and of the home page over them.

    That each of them is what its ledger says, the rebuild tells.
    """
    database = Database(home / "ledger.db")
    fronts = sorted(mixed_fronts(database.read()))
    database.close()
    folders = [f"{front.removeprefix('section/')}/" for front in fronts]
    return (
        tuple(f"{folder}{name}" for folder in ("", *folders) for name in (*_FEEDS, "index.html", "page/"))
        if fronts
        else ()
    )


def unlike(calm: Path, struck: Path, *, without: tuple[str, ...] = ()) -> list[str]:
    """Files that only one of the two sites has, and files whose bytes differ; but for what begins with `without`."""
    one, other = (
        {path: seal for path, seal in tree(public).items() if not path.startswith(without)} for public in (calm, struck)
    )
    found = [f"{path} is missing" for path in sorted(one.keys() - other.keys())]
    found += [f"{path} should not be there" for path in sorted(other.keys() - one.keys())]
    for path in sorted(one.keys() & other.keys()):
        if one[path] != other[path] and not path.endswith(_UNDER_A_CHECKPOINT):
            found.append(f"{path} differs{_where(calm / path, struck / path)}")
    return found


def logs_unlike(calm: Path, struck: Path) -> list[str]:
    """Entries in which the logs of two sites differ. A day's intake counts repeats, and only what it counts may."""
    one, other = (_entries(home) for home in (calm, struck))
    found = [] if len(one) == len(other) else [f"the log has {len(other)} entries, the undisturbed one {len(one)}"]
    for seq, (entry, struck_entry) in enumerate(zip(one, other, strict=False)):
        counted = {"ref"} if entry.t == struck_entry.t == "intake" else set()
        differ = {name for name in Leaf.__struct_fields__ if getattr(entry, name) != getattr(struck_entry, name)}
        if differ - counted:
            found.append(f"entry {seq} of the log ({entry.t} of {entry.story}) differs in {sorted(differ)}")
    return found


def _entries(home: Path) -> list[Leaf]:
    database = Database(home / "ledger.db")
    connection = database.read()
    found = [read_leaf(content) for content in leaf.contents(connection, 0, leaf.size(connection))]
    database.close()
    return found


def _where(calm: Path, struck: Path) -> str:
    if calm.suffix in (".br", ".gz"):
        return ""
    one, other = calm.read_bytes(), struck.read_bytes()
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f" at byte {at}: {one[max(0, at - 60) : at + 60]!r}, killed {other[max(0, at - 60) : at + 60]!r}"


def dead_texts(home: Path) -> list[str]:
    """Sentences of stories that may not be seen, where they stand in a public file all the same."""
    dead, slugs = _dead(home / "ledger.db")
    found = []
    public = home / "public"
    for folder, _, names in os.walk(public):
        found += [
            f"{folder} bears the headline's words of a killed story" for one in Path(folder).parts if one in slugs
        ]
        for name in names:
            file = Path(folder, name)
            if file.suffix in (".html", ".xml", ".json", ".txt"):
                held = {piece for piece in _pieces(file.read_text(encoding="utf-8")) if piece in dead}
                found += [f"{file} holds {piece!r} of {dead[piece]}" for piece in sorted(held)]
    return found


def _dead(ledger: Path) -> tuple[dict[str, str], set[str]]:
    """Beginnings of sentences by their story, those that a shown story holds too left out; and folder names."""
    database = Database(ledger)
    connection = database.read()
    records = [one.record for one in story.page_of_ids(connection, "", 1_000_000)]
    shown = {one.shown_item for one in records if one.state is State.PUBLISHED}
    gone = {one.id: one for one in records if one.state is not State.PUBLISHED}
    seen = {one.id for one in records if one.first_shown is not None}  # what an earlier version said stays readable
    ids = list(connection.execute(select(item.ITEM.c.id)).scalars())
    alive: set[str] = set()
    dead: dict[str, str] = {}
    for start in range(0, len(ids), 400):
        for filed in item.get(connection, ids[start : start + 400]).values():
            pieces = {piece for text in (filed.item.headline, *filed.item.body.blocks) for piece in _pieces(text)}
            if filed.id in shown or (filed.story not in gone and filed.story in seen):
                alive |= pieces
            elif story_id(filed.item.provider, filed.item.guid) in gone:
                dead.update(dict.fromkeys(pieces, f"{filed.item.guid} ({gone[filed.story].state})"))
    database.close()
    slugs = {Path(one.path).name for one in gone.values() if one.path and one.state is State.KILLED}
    return {piece: whose for piece, whose in dead.items() if piece not in alive}, slugs


def _pieces(text: str) -> Iterator[str]:
    plain = html.unescape(_TAGS.sub("", text)).replace("\\n", "\n")
    for piece in _BETWEEN.split(plain):
        folded = " ".join(piece.split())
        if len(folded) >= _LEAST:
            yield folded[:_COMPARED]


def unproven(home: Path) -> list[str]:
    """Story pages whose own entry in the log does not prove them, told by the one-file verifier."""
    pages = [file.parent / "index.html" for file in (home / "public").rglob("versions.json")]
    return [f"{page} is not proven by the log" for page in pages if page.exists() and not _is_proven(page)]


def _is_proven(page: Path) -> bool:
    if b'id="wire-leaf"' not in page.read_bytes():
        return True  # a notice, or the pointer beside it
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return check_page.main([str(page)]) == 0
