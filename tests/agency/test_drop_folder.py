"""The drop folder on disk: read as far as asked, moved only if unchanged, nothing ever written over."""

from pathlib import Path

from nightdesk.agency.drop_folder import list_names, move, read_gulp

LIMIT = 1000


def test_a_gulp_ends_when_its_bytes_are_reached_but_is_never_empty(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(b"x" * 600)
    assert [found.name for found in read_gulp(tmp_path, ["a", "b", "c"], LIMIT, 1000)] == ["a", "b"]
    assert [found.name for found in read_gulp(tmp_path, ["a", "b", "c"], LIMIT, 1)] == ["a"]


def test_a_file_written_to_after_it_was_read_is_not_moved(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"half")
    (found,) = read_gulp(tmp_path, ["a.xml"], LIMIT, LIMIT)
    with (tmp_path / "a.xml").open("ab") as sender:
        sender.write(b" and half")
    (moved,) = move(tmp_path, "done/2025-04-27", [("a.xml", found.print)])
    assert "written to" in moved.trouble
    assert (tmp_path / "a.xml").read_bytes() == b"half and half"


def test_a_move_never_writes_over_what_is_there(tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        (tmp_path / "a.b.xml").write_text(text)
        assert move(tmp_path, "done", [("a.b.xml", None)])[0].target
    done = {path.name: path.read_text() for path in (tmp_path / "done").iterdir()}
    assert done == {"a.b.xml": "one", "a.b-2.xml": "two", "a.b-3.xml": "three"}


def test_folders_and_our_own_places_are_not_listed_even_as_links(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "done").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "b.xml").touch()
    (tmp_path / "a.xml").touch()
    assert list_names(tmp_path) == ["a.xml", "b.xml"]


def test_what_cannot_be_read_says_why_and_does_not_stop_the_gulp(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(b"<a/>")
    gone, there = read_gulp(tmp_path, ["a.xml", "b.xml"], LIMIT, LIMIT)
    assert "No such file" in gone.trouble
    assert there.content == b"<a/>"
