"""What is kept at the very moment in which the desk finds nothing to do is read all the same."""

from pathlib import Path
from typing import Any

from newsroom import Newsroom, newsml_g2
from nightdesk.store import reading as reading_table


def test_a_delivery_kept_between_two_questions_to_the_ledger_is_not_taken_for_read(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(newsml_g2("urn:ews:1", 1, "The first"))
    reader = room.house.database.read()
    driver: Any = reader.connection.dbapi_connection
    asked = 0

    def keep_another(_statement: str) -> None:
        nonlocal asked
        asked += 1
        if asked == 2:
            room.keep(newsml_g2("urn:ews:2", 1, "The second"))

    driver.set_trace_callback(keep_another)
    low = reading_table.low_water(reader)
    driver.set_trace_callback(None)
    assert asked == 2
    assert len(reading_table.unread(reader, low, 10)) == 1
    room.close()
