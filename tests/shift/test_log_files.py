"""The log's files: what stands at each size, and that an older ledger does not fork what the world has seen."""

import shutil
from pathlib import Path

import pytest

from newsroom import SIX, Newsroom, newsml_g2
from nightdesk.by_hand import carry
from nightdesk.errors import HouseError
from nightdesk.flow import Desk
from nightdesk.proof.checkpoint import open_checkpoint
from nightdesk.proof.tile import entries_in
from nightdesk.shift.house import open_house
from nightdesk.shift.log_files import log_files, stray_tiles
from nightdesk.shift.log_keys import public_keys
from nightdesk.store import leaf as leaf_table
from nightdesk.terms.arrival import Arrival


def _log(room: Newsroom) -> set[str]:
    folder = room.house.public / "log" / "tile"
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_only_the_tiles_of_the_current_checkpoint_stand(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    for number in range(3):
        room.take_in(newsml_g2(f"urn:{number}"))
    size = leaf_table.size(room.house.database.read())
    assert _log(room) == {f"0/000.p/{size}", f"entries/000.p/{size}"}
    note = (room.house.public / "log/checkpoint").read_bytes()
    assert open_checkpoint(note, public_keys(room.house.keys)).size == size


def test_a_full_tile_takes_the_place_of_its_partial_ones(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(*(newsml_g2(f"urn:{number}") for number in range(260)))
    size = leaf_table.size(room.house.database.read())
    assert _log(room) == {
        "0/000", "entries/000", f"0/001.p/{size - 256}", f"entries/001.p/{size - 256}", "1/000.p/1",
    }  # fmt: skip
    entries = entries_in((room.house.public / "log/tile/entries/000").read_bytes(), 256)
    assert entries == leaf_table.contents(room.house.database.read(), 0, 256)


def test_each_round_writes_what_has_changed_and_no_more(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(*(newsml_g2(f"urn:{number}") for number in range(300)))
    connection = room.house.database.read()
    size = leaf_table.size(connection)
    changed = [page.path for page in log_files(connection, size - 1)]
    assert changed == [
        f"log/tile/0/001.p/{size - 256}", f"log/tile/entries/001.p/{size - 256}", "log/checkpoint",
        f"log/tile/0/001.p/{size - 257}", f"log/tile/entries/001.p/{size - 257}",
    ]  # fmt: skip


def test_a_tile_that_nobody_signed_is_found(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    stray = room.house.public / "log/tile/0/000.p/77"
    stray.write_bytes(b"x")
    size = leaf_table.size(room.house.database.read())
    assert [page.path for page in stray_tiles(room.house.public, size)] == ["log/tile/0/000.p/77"]


def test_an_older_ledger_does_not_fork_the_log(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site", now=SIX)
    room.take_in(newsml_g2("urn:a"))
    room.close()
    older = tmp_path / "older.db"
    shutil.copy(tmp_path / "site" / "ledger.db", older)
    house = open_house(tmp_path / "site", lambda: SIX)
    carry(house, [Arrival(wire="ews", name="b.xml", content=newsml_g2("urn:b"), transport="folder")])
    house.database.close()
    shutil.copy(older, tmp_path / "site" / "ledger.db")
    for left in ("ledger.db-wal", "ledger.db-shm"):
        (tmp_path / "site" / left).unlink(missing_ok=True)
    restored = open_house(tmp_path / "site", lambda: SIX)
    with pytest.raises(HouseError, match="restore a newer copy"):
        Desk(restored).wake()
    restored.database.close()
