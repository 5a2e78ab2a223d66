"""Tiles and bundles are named and filled as C2SP tlog-tiles says, in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.proof import tile as tiles
from nightdesk.proof.refusal import ProofError
from nightdesk.proof.tile import Bundle, Tile

PATHS = {
    "tile/0/000": Tile(0, 0),
    "tile/0/x001/x234/067": Tile(0, 1_234_067),
    "tile/0/x001/x234/067.p/5": Tile(0, 1_234_067, 5),
    "tile/63/999.p/255": Tile(63, 999, 255),
    "tile/1/x001/000": Tile(1, 1000),
    "tile/entries/000.p/1": Bundle(0, 1),
    "tile/entries/x273/000": Bundle(273_000),
}


@pytest.mark.parametrize(("path", "named"), PATHS.items(), ids=PATHS)
def test_a_path_names_one_tile(path: str, named: Tile | Bundle) -> None:
    assert named.path == path
    assert tiles.read_path(path) == named


@given(st.integers(0, 63), st.integers(0, 2**55), st.integers(1, 256))
def test_every_tile_and_bundle_is_found_by_its_path(level: int, number: int, width: int) -> None:
    for named in (Tile(level, number, width), Bundle(number, width)):
        assert tiles.read_path(named.path) == named


@pytest.mark.parametrize(
    "path",
    [
        "", "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/x000/001", "tile/0/001/002", "tile/0/x001",
        "tile/0/000.p/0",        "tile/0/000.p/256", "tile/0/000.p/05", "tile/0/000.p/", "tile/data/000",
        "/tile/0/000", "tile/0/000\n",
        "tile/0/../../keys/log", "tile/0/٠٠٠", "tile/0/" + "x999/" * 2000 + "999",
    ],
)  # fmt: skip
def test_nothing_else_is_a_path(path: str) -> None:
    with pytest.raises(ProofError, match="no tile has this path"):
        tiles.read_path(path)


@given(st.lists(st.binary(max_size=80), min_size=1, max_size=256))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    content = tiles.bundle_content(entries)
    assert tiles.entries_in(content, len(entries)) == entries
    assert tiles.entries_in(content, 1) == entries[:1]
    with pytest.raises(ProofError):
        tiles.entries_in(content, len(entries) + 1)
    with pytest.raises(ProofError):
        tiles.entries_in(content[:-1], len(entries))


def test_lengths_are_big_endian_16_bit() -> None:
    assert tiles.bundle_content([b"ab", b"x" * 258]) == b"\x00\x02ab\x01\x02" + b"x" * 258


def test_the_longest_entry_fits_and_no_longer_one() -> None:
    longest = bytes(65_535)
    assert tiles.entries_in(tiles.bundle_content([longest]), 1) == [longest]
    for wrong in ([bytes(65_536)], [], [b""] * 257):
        with pytest.raises(ProofError):
            tiles.bundle_content(wrong)


def test_a_bundle_of_too_many_entries_is_refused() -> None:
    with pytest.raises(ProofError, match="too long"):
        tiles.entries_in(bytes(2 * 257), 256)


@pytest.mark.parametrize("content", [b"", bytes(31), bytes(33), bytes(32 * 257)])
def test_a_tile_is_whole_hashes_and_not_too_many(content: bytes) -> None:
    with pytest.raises(ProofError, match="hashes are wanted"):
        tiles.hashes_in(content, 1)


def test_a_wider_tile_stands_in_for_a_partial_one() -> None:
    assert tiles.hashes_in(b"a" * 32 + b"b" * 32, 1) == [b"a" * 32]
