"""A prepared statement answers as SQLAlchemy's own execution of it does, types and errors included."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from nightdesk.store.database import Database
from nightdesk.store.metadata import Moment
from nightdesk.store.prepared import Prepared

_T = Table(
    "prepared_test",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("at", Moment),
    Column("open", Boolean, nullable=False),
)
_ADD = Prepared(insert(_T))
_BY_ID = select(_T).where(_T.c.id.in_(bindparam("ids", expanding=True))).order_by(_T.c.id)
_AT = datetime(2026, 3, 1, 12, 30, 0, 250, tzinfo=UTC)
_ROWS = [{"id": n, "name": f"n{n}", "at": _AT if n % 2 else None, "open": bool(n % 3)} for n in range(1, 12)]


@pytest.fixture
def filled(ledger: Database) -> Database:
    with ledger.write() as connection:
        _T.create(connection)
        _ADD.many(connection, _ROWS)
    return ledger


@pytest.mark.parametrize("ids", [[], [1], [2, 5], [1, 2, 3], list(range(1, 12)), [99]])
def test_a_list_finds_what_sqlalchemy_finds(filled: Database, ids: list[int]) -> None:
    reader = filled.read()
    found = Prepared(_BY_ID).all(reader, ids=ids)
    assert found == [tuple(row) for row in reader.execute(_BY_ID, {"ids": ids})]


def test_moments_and_truth_values_come_back_as_what_they_were(filled: Database) -> None:
    assert Prepared(_BY_ID).all(filled.read(), ids=[1, 3]) == [(1, "n1", _AT, True), (3, "n3", _AT, False)]


def test_moments_are_bound_in_a_condition(filled: Database) -> None:
    before = Prepared(select(_T.c.id).where(_T.c.at <= bindparam("now", type_=Moment)).order_by(_T.c.id).limit(2))
    assert before.scalars(filled.read(), now=_AT) == [1, 3]


def test_an_insert_gives_back_the_id_it_chose(filled: Database) -> None:
    add = Prepared(insert(_T).returning(_T.c.id))
    with filled.write() as connection:
        assert add.scalar(connection, name="next", at=None, open=True) == 12


def test_no_rows_are_none_and_nothing(filled: Database) -> None:
    nobody = Prepared(select(_T.c.name).where(_T.c.id == bindparam("id")))
    assert (nobody.first(filled.read(), id=77), nobody.scalar(filled.read(), id=77)) == (None, None)


def test_the_drivers_errors_are_sqlalchemys(filled: Database) -> None:
    with pytest.raises(IntegrityError), filled.write() as connection:
        _ADD.many(connection, _ROWS[:1])


def test_it_runs_in_the_transaction_that_is_open(filled: Database) -> None:
    with suppress(ZeroDivisionError), filled.write() as connection:
        _ADD.many(connection, [{"id": 50, "name": "x", "at": None, "open": True}])
        raise ZeroDivisionError
    assert Prepared(_BY_ID).all(filled.read(), ids=[50]) == []
