"""The full-text index, behind one seam: SQLite's FTS5 in the ledger itself, in the same transactions as all else.

Two indexes: the headlines alone, so that a search for a headline never walks through what all texts say, and the
whole stories. Both hold words only, not the text again, and beside the words *marks*: a story's section, cities and
agency, each as one word that nobody can type, so that a filter costs no more than a further word.

Another database takes this file's place with the same five functions. For PostgreSQL: a table of `number` with two
`tsvector` columns under GIN indexes, made from the same folded words and marks with the configuration "simple";
`newest` compares with `to_tsquery` ("<->" within a phrase, "&" between them, "!" before what is unwanted) and orders by
`number`; `create` and `is_there` look for that table. Nothing above this file changes.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from ..terms.story import State

_DELETES_WITHOUT_TEXT = (3, 43, 0)
"""The first SQLite whose FTS5 can delete from an index that does not keep the text (`contentless_delete`)."""

# Vowel signs and virama (M*) belong to the words of Devanagari; without them FTS5 parts नदीची into three.
_TOKENS = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
_COLUMNS = {"search_headline": "headline, marks", "search_text": "headline, text, marks"}
_EVER = 1 << 62


class Indexed(msgspec.Struct, frozen=True):
    """One story as the index takes it in: words already folded, marks already made."""

    number: int
    headline: str
    text: str
    marks: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for. `wanted`, `unwanted` are folded words or phrases, `marks` as `mark` makes them.

    Only stories of the numbers `first` to `last` whose time is from `since` on and before `until` (microseconds) count.
    """

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    first: int = 0
    last: int = _EVER
    since: int = -_EVER
    until: int = _EVER


def mark(kind: str, slug: str) -> str:
    """One word that says that a story is of this section, city or agency; begins as no folded word can."""
    return f"\ue000{kind[0]}{slug.encode().hex()}"


def create(connection: Connection) -> bool:
    """Make the indexes where they are not there yet. False where this SQLite was built without FTS5."""
    if is_there(connection):
        return True
    if not _has_fts5(connection):
        return False
    found = connection.exec_driver_sql("SELECT sqlite_version()").scalar() or ""
    bare = tuple(map(int, found.split("."))) >= _DELETES_WITHOUT_TEXT
    # An older SQLite keeps the words a second time, which costs space and nothing else.
    keeps = "content='', contentless_delete=1, " if bare else ""
    for table, columns in _COLUMNS.items():
        connection.exec_driver_sql(f'CREATE VIRTUAL TABLE {table} USING fts5({columns}, {keeps}tokenize="{_TOKENS}")')
    return True


def is_there(connection: Connection) -> bool:
    """Whether this ledger has the indexes."""
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('search_headline', 'search_text')"
    return connection.exec_driver_sql(query).scalar() == len(_COLUMNS)


def put(connection: Connection, rows: Sequence[Indexed]) -> None:
    """Take the stories in, in place of what was under their numbers."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO search_headline(rowid, headline, marks) VALUES (?, ?, ?)",
        [(row.number, row.headline, row.marks) for row in rows],
    )
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO search_text(rowid, headline, text, marks) VALUES (?, ?, ?, ?)",
        [(row.number, row.headline, row.text, row.marks) for row in rows],
    )


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Take those numbers out."""
    for table in _COLUMNS:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", [(number,) for number in numbers])


def newest(connection: Connection, asked: Asked, *, headline: bool, most: int) -> list[str]:
    """Ids of stories that are up and match, in their headline or anywhere, the newest number first.

    The index is read from its newest end and no further than to the last id returned.
    """
    # What must not be there must not be in the text either, so then the whole stories are asked for their headlines.
    alone = headline and not asked.unwanted
    match = _match(asked, "headline : " if headline and not alone else "")
    rest = (asked.first, asked.last, asked.since, asked.until, State.PUBLISHED.value, most)
    if match:
        table = "search_headline" if alone else "search_text"
        found = connection.exec_driver_sql(_BY_WORDS.format(table=table), (match, *rest))
    else:
        found = connection.exec_driver_sql(_BY_TIME, rest)
    return [str(story) for (story,) in found]


# CROSS JOIN holds the order: the planner may not begin at the states.
_UP = """s.at >= ? AND s.at < ? AND EXISTS (SELECT 1 FROM story t WHERE t.id = s.story AND t.state = ?)"""
_BY_WORDS = (
    "SELECT s.story FROM {table} f CROSS JOIN searched s ON s.number = f.rowid "
    f"WHERE f.{{table}} MATCH ? AND f.rowid BETWEEN ? AND ? AND {_UP} ORDER BY f.rowid DESC LIMIT ?"
)
_BY_TIME = f"SELECT s.story FROM searched s WHERE s.number BETWEEN ? AND ? AND {_UP} ORDER BY s.number DESC LIMIT ?"


def _match(asked: Asked, where: str) -> str:
    """The question in FTS5's language, every word quoted: nothing a reader types is read as syntax."""
    positive = [*(where + _quoted(one) for one in asked.wanted), *(f"marks : {_quoted(one)}" for one in asked.marks)]
    match = " AND ".join(positive)
    if match and asked.unwanted:
        return f"({match}) NOT ({' OR '.join(map(_quoted, asked.unwanted))})"
    return match


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'


def _has_fts5(connection: Connection) -> bool:
    options = connection.exec_driver_sql("PRAGMA compile_options").scalars()
    return "ENABLE_FTS5" in set(options)
