"""A statement compiled once and handed straight to the driver: on the hot path SQLAlchemy's own part of an execution
takes several times as long as the query. What it compiles, binds and reads back stays SQLAlchemy's, for any database.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

_Values = Mapping[str, Any]
_Change = tuple[int, Callable[[Any], Any]]


class Prepared:
    """One Core statement. A parameter made with `expanding=True` takes a list: `IN` as many as it holds."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._ready: dict[tuple[str, int, tuple[str, ...]], Statement] = {}
        lists = [one.key for one in _parameters(statement) if one.expanding]
        self._list = lists[0] if lists else ""

    def all(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Every row. Raises DBAPIError as SQLAlchemy's own `execute` does."""
        ready, bound = self._bound(connection, values)
        return ready.run(connection, bound)

    def first(self, connection: Connection, **values: Any) -> tuple[Any, ...] | None:
        """The first row, None without one."""
        rows = self.all(connection, **values)
        return rows[0] if rows else None

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first column of the first row, None without one."""
        rows = self.all(connection, **values)
        return rows[0][0] if rows else None

    def scalars(self, connection: Connection, **values: Any) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.all(connection, **values)]

    def many(self, connection: Connection, rows: Sequence[_Values]) -> None:
        """Run it for each of the rows, which all name the same columns."""
        if rows:
            ready = self._for(connection.dialect, 0, tuple(rows[0]))
            ready.run_many(connection, [ready.bind(row) for row in rows])

    def _bound(self, connection: Connection, values: dict[str, Any]) -> tuple["Statement", Any]:
        if not self._list:
            ready = self._for(connection.dialect, 0, tuple(values))
            return ready, ready.bind(values)
        members = list(values.pop(self._list))
        # Padded with a repeat to the next power of two, so that few lengths have to be compiled.
        count = 1 << max(0, len(members) - 1).bit_length()
        members += [members[-1] if members else None] * (count - len(members))
        ready = self._for(connection.dialect, count, tuple(values))
        return ready, ready.bind(values | dict(zip(ready.expanded, members, strict=True)))

    def _for(self, dialect: Dialect, count: int, named: tuple[str, ...]) -> "Statement":
        key = (dialect.name, count, named)
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = Statement(self._statement, dialect, {self._list: [None] * count}, named)
        return ready


class Statement:
    """The `text` for one dialect, and what its values need on the way in and out."""

    def __init__(self, statement: Any, dialect: Dialect, lists: dict[str, list[None]], named: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=named if statement.is_insert else None)
        later = {one.key: lists.get(one.key) for one in compiled.binds.values() if one.required}
        state = compiled.construct_expanded_state(later)
        self.expanded = [name for names in state.parameter_expansion.values() for name in names]
        self.text = state.statement
        self._names = list(state.positiontup) if compiled.positional else list(state.parameters)
        self._constants = {name: value for name, value in state.parameters.items() if value is not None}
        self._positional = bool(compiled.positional)
        self._in = {}
        for key, names in {**{name: [name] for name in compiled.binds}, **state.parameter_expansion}.items():
            change = compiled.binds[key].type.dialect_impl(dialect).bind_processor(dialect)
            if change is not None:
                self._in.update(dict.fromkeys(names, change))
        self._out: list[_Change] = []
        for place, column in enumerate(statement.exported_columns):
            change = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if change is not None:
                self._out.append((place, change))

    def bind(self, values: _Values) -> Any:
        found = []
        for name in self._names:
            value = values[name] if name in values else self._constants.get(name)
            change = self._in.get(name)
            found.append(value if change is None or value is None else change(value))
        return tuple(found) if self._positional else dict(zip(self._names, found, strict=True))

    def run(self, connection: Connection, bound: Any) -> list[tuple[Any, ...]]:
        try:
            cursor = _driver(connection).execute(self.text, bound)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise self._named(connection.dialect, error, bound) from error
        if not self._out or not rows:
            return rows
        changed = []
        for row in rows:
            one = list(row)
            for place, change in self._out:
                one[place] = change(one[place])
            changed.append(tuple(one))
        return changed

    def run_many(self, connection: Connection, bound: list[Any]) -> None:
        driver = _driver(connection)
        try:
            if len(bound) == 1:
                driver.execute(self.text, bound[0])
            elif bound:
                driver.executemany(self.text, bound)
        except connection.dialect.loaded_dbapi.Error as error:
            raise self._named(connection.dialect, error, bound) from error

    def _named(self, dialect: Dialect, error: Exception, bound: Any) -> BaseException:
        base: type[Exception] = dialect.loaded_dbapi.Error
        return DBAPIError.instance(self.text, bound, error, base, dialect=dialect)


def _driver(connection: Connection) -> Any:
    """A cursor of the driver: in the connection's transaction, where one has begun."""
    return connection.connection.cursor()


def _parameters(statement: Any) -> list[BindParameter[Any]]:
    return [one for one in statement.compile().binds.values() if isinstance(one, BindParameter)]
