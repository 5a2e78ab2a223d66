"""The right edge of the log: to append to it is to build the whole tree, at a cost that does not grow."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.proof import from_tiles, merkle
from nightdesk.proof.growth import Grown, Growth, growth_from_edges, growth_of
from nightdesk.proof.refusal import ProofError
from nightdesk.proof.tile import Tile, hashes_in, partial_tiles

LEAVES = [hashlib.sha256(b"%d" % number).digest() for number in range(70_000)]


class Kept:
    """A log whose tiles are kept in memory, batch after batch, as the ledger and the folder keep them."""

    def __init__(self) -> None:
        self.growth = Growth()
        self.tiles: dict[Tile, bytes] = {}
        self.asked: list[Tile] = []

    def append(self, count: int) -> Grown:
        grown = self.growth.grow(LEAVES[self.growth.size : self.growth.size + count])
        self.tiles.update({one.tile: one.content for one in (*grown.full, *grown.partial)})
        self.growth = grown.after
        return grown

    def content(self, tile: Tile) -> bytes:
        self.asked.append(tile)
        return self.tiles[tile]


@pytest.fixture(scope="module")
def kept() -> Kept:
    """70,000 leaves, the example of tlog-tiles: three tile levels."""
    log = Kept()
    while log.growth.size < 70_000:
        log.append(min(64, 70_000 - log.growth.size))
    return log


@given(st.lists(st.integers(0, 64), max_size=12), st.integers(0, 520))
@settings(max_examples=60)
def test_batches_of_any_size_grow_the_tree_that_one_batch_grows(batches: list[int], start: int) -> None:
    log = Kept()
    log.append(start)
    for batch in batches:
        log.append(batch)
    assert log.growth == Growth().grow(LEAVES[: log.growth.size]).after
    assert log.growth.root == from_tiles.root_at(log.growth.size, log.content)


@given(st.integers(0, 600), st.integers(1, 64))
@settings(max_examples=60)
def test_each_leaf_of_a_batch_is_proven_from_the_edge_and_the_batch_alone(start: int, batch: int) -> None:
    log = Kept()
    log.append(start)
    before = log.growth.root
    grown = log.append(batch)
    size = start + batch
    for index in range(start, size):
        proof = grown.inclusion_proof(index)
        assert proof == from_tiles.inclusion_proof(index, size, log.content)
        assert merkle.is_included(LEAVES[index], index, size, proof, grown.after.root)
    proof = grown.consistency_proof()
    assert proof == from_tiles.consistency_proof(start, size, log.content)
    assert merkle.is_consistent(start, before, size, grown.after.root, proof)


def test_proves_no_leaf_of_another_batch() -> None:
    grown = growth_of([b"1", b"2"]).grow(LEAVES[:3])
    assert grown.inclusion_proof(2)
    for index in (1, 5, -1):
        with pytest.raises(ValueError, match="not of this batch"):
            grown.inclusion_proof(index)


def test_the_example_of_the_specification_has_the_tiles_it_says(kept: Kept) -> None:
    full = [tile for tile in kept.tiles if tile.width == 256]
    assert [sum(tile.level == level for tile in full) for level in (0, 1, 2)] == [273, 1, 0]
    assert partial_tiles(70_000) == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert all(tile in kept.tiles for tile in partial_tiles(70_000))


def test_a_tree_of_256_has_a_full_tile_and_a_partial_one_above_it() -> None:
    log = Kept()
    log.append(255)
    grown = log.append(1)
    assert [one.tile for one in grown.full] == [Tile(0, 0)]
    assert [(one.tile, one.content) for one in grown.partial] == [(Tile(1, 0, 1), grown.full[0].root)]
    assert grown.full[0].root == grown.after.root


def test_full_tiles_carry_the_root_that_the_level_above_holds(kept: Kept) -> None:
    grown = Growth().grow(LEAVES[:600])
    above = hashes_in(next(one.content for one in grown.partial if one.tile.level == 1), 2)
    assert [one.root for one in grown.full] == above


def test_only_tiles_that_changed_are_told() -> None:
    log = Kept()
    log.append(300)
    assert [one.tile for one in log.append(1).partial] == [Tile(0, 1, 45)]
    assert log.append(0).partial == ()


def test_proofs_read_each_tile_once_and_few_of_them(kept: Kept) -> None:
    kept.asked.clear()
    proof = from_tiles.inclusion_proof(12_345, 70_000, kept.content)
    assert merkle.is_included(LEAVES[12_345], 12_345, 70_000, proof, kept.growth.root)
    assert len(kept.asked) == len(set(kept.asked)) <= 4


def test_old_roots_and_the_way_from_them_can_be_read_from_full_tiles(kept: Kept) -> None:
    def widest(tile: Tile) -> bytes:
        return kept.tiles[
            min(
                one
                for one in kept.tiles
                if (one.level, one.number) == (tile.level, tile.number) and one.width >= tile.width
            )
        ]

    for old in (1, 255, 256, 257, 40_000, 65_535, 65_536, 69_999):
        root = Growth().grow(LEAVES[:old]).after.root
        assert from_tiles.root_at(old, widest) == root
        proof = from_tiles.consistency_proof(old, 70_000, widest)
        assert merkle.is_consistent(old, root, 70_000, kept.growth.root, proof)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])
def test_the_edge_is_found_again_from_the_partial_tiles(size: int) -> None:
    log = Kept()
    log.append(size)
    assert growth_from_edges(size, [log.tiles[tile] for tile in partial_tiles(size)]) == log.growth


def test_an_edge_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ProofError, match="has 1 partial tiles, not 0"):
        growth_from_edges(5, [])
    with pytest.raises(ProofError, match="5 hashes are wanted"):
        growth_from_edges(5, [bytes(4 * 32)])


def test_a_tile_that_is_cut_short_is_refused() -> None:
    with pytest.raises(ProofError, match="tile of 64 bytes where 3 hashes are wanted"):
        from_tiles.root_at(3, lambda tile: bytes(64))


@pytest.mark.parametrize("size", [1_000, 1_000_000, 1_000_000_000])
def test_appending_a_leaf_touches_two_nodes_a_level_however_long_the_log(size: int) -> None:
    edge = growth_from_edges(size, [LEAVES[0] * tile.width for tile in partial_tiles(size)])
    for number in range(256):
        grown = edge.grow([LEAVES[number]])
        assert sum(len(layer.hashes) for layer in grown.layers) <= 2 * grown.after.size.bit_length()
        assert len(grown.inclusion_proof(edge.size)) <= grown.after.size.bit_length()
        edge = grown.after
