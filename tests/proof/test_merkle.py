"""Every proof in small trees holds, every changed one does not; roots are those of an independent library."""

import hashlib
import random
from collections.abc import Callable
from functools import cache

import pytest

from nightdesk.proof import merkle, path

SIZES = 300
LEAVES = [merkle.leaf_hash(b"leaf %d" % number) for number in range(SIZES)]


@cache
def node(level: int, position: int) -> bytes:
    if level == 0:
        return LEAVES[position]
    return merkle.node_hash(node(level - 1, 2 * position), node(level - 1, 2 * position + 1))


@cache
def tree_hash(begin: int, end: int) -> bytes:
    """MTH as RFC 6962 §2.1 defines it, by recursion."""
    if end - begin == 1:
        return LEAVES[begin]
    split = 1 << (end - begin - 1).bit_length() - 1
    return merkle.node_hash(tree_hash(begin, begin + split), tree_hash(begin + split, end))


ROOTS = [merkle.EMPTY_ROOT, *(tree_hash(0, size) for size in range(1, SIZES + 1))]


def flipped(value: bytes, bit: int = 0) -> bytes:
    return bytes([value[0] ^ 1 << bit % 8]) + value[1:]


def mutations(proof: list[bytes]) -> list[list[bytes]]:
    """Each hash changed, the ends dropped or doubled, neighbours swapped, one too many."""
    changed = [[*proof[:at], flipped(one, at), *proof[at + 1 :]] for at, one in enumerate(proof)]
    changed += [[*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]] for at in range(len(proof) - 1)]
    changed += [[*proof, LEAVES[0]], [LEAVES[0], *proof]]
    return changed + ([proof[1:], proof[:-1], [*proof, proof[-1]]] if proof else [])


def some(proof: list[bytes], size: int, at: int) -> list[list[bytes]]:
    """All mutations in the smaller trees, and one of each proof, of every kind in turn, in the greater ones."""
    changed = mutations(proof)
    return changed if size <= 48 else [changed[(size + at) % len(changed)]]


def test_the_smallest_trees_are_those_of_the_rfc() -> None:
    assert hashlib.sha256().digest() == merkle.EMPTY_ROOT
    assert merkle.leaf_hash(b"") == hashlib.sha256(b"\x00").digest()
    assert merkle.node_hash(b"l", b"r") == hashlib.sha256(b"\x01lr").digest()


def test_roots_follow_the_recursive_definition() -> None:
    assert [path.root(size, node) for size in range(SIZES + 1)] == ROOTS


def test_every_inclusion_proof_holds_and_every_changed_one_is_refused() -> None:
    for size in range(1, SIZES + 1):
        root = ROOTS[size]
        for index in range(size):
            proof = path.inclusion(index, size, node)
            assert merkle.is_included(LEAVES[index], index, size, proof, root)
            for wrong in some(proof, size, index):
                assert not merkle.is_included(LEAVES[index], index, size, wrong, root)


def test_no_leaf_passes_for_another_and_no_proof_at_another_place() -> None:
    for size in range(1, 70):
        for index in range(size):
            proof = path.inclusion(index, size, node)
            assert not merkle.is_included(flipped(LEAVES[index]), index, size, proof, ROOTS[size])
            assert not merkle.is_included(LEAVES[index], index, size, proof, flipped(ROOTS[size]))
            for elsewhere in range(-1, size + 2):
                held = merkle.is_included(LEAVES[index], elsewhere, size, proof, ROOTS[size])
                assert held == (elsewhere == index)


def test_every_consistency_proof_holds_and_every_changed_one_is_refused() -> None:
    for size in range(SIZES + 1):
        root = ROOTS[size]
        for old in range(size + 1):
            proof = path.consistency(old, size, node)
            assert merkle.is_consistent(old, ROOTS[old], size, root, proof)
            for wrong in some(proof, size, old):
                assert not merkle.is_consistent(old, ROOTS[old], size, root, wrong)


def test_no_history_passes_for_another() -> None:
    for size in range(1, 70):
        for old in range(1, size + 1):
            proof = path.consistency(old, size, node)
            assert not merkle.is_consistent(old, flipped(ROOTS[old]), size, ROOTS[size], proof)
            assert not merkle.is_consistent(old, ROOTS[old], size, flipped(ROOTS[size]), proof)
            assert not merkle.is_consistent(size + 1, ROOTS[size + 1], size, ROOTS[size], proof)
            for another in range(1, size + 1):
                held = merkle.is_consistent(another, ROOTS[old], size, ROOTS[size], proof)
                assert held == (another == old)


def test_only_the_empty_root_stands_for_an_empty_tree() -> None:
    assert merkle.is_consistent(0, merkle.EMPTY_ROOT, 9, ROOTS[9], [])
    assert not merkle.is_consistent(0, ROOTS[1], 9, ROOTS[9], [])
    assert not merkle.is_consistent(-1, merkle.EMPTY_ROOT, 9, ROOTS[9], [])


@pytest.mark.parametrize("ask", [lambda: path.inclusion(5, 5, node), lambda: path.consistency(6, 5, node)])
def test_there_is_no_proof_of_what_is_not_so(ask: Callable[[], list[bytes]]) -> None:
    with pytest.raises(ValueError, match=r"tree of 5|one of 6"):
        ask()


def test_a_value_that_is_no_hash_proves_nothing() -> None:
    proof = path.inclusion(2, 5, node)
    assert not merkle.is_included(LEAVES[2], 2, 5, [proof[0] + b"x", *proof[1:]], ROOTS[5])
    assert not merkle.is_included(LEAVES[2][:-1], 2, 5, proof, ROOTS[5])


def test_roots_and_proofs_are_those_of_an_independent_library() -> None:
    pymerkle = pytest.importorskip("pymerkle", reason="pymerkle is not installed; it is a test's oracle only")
    independent = pymerkle.InmemoryTree(algorithm="sha256")
    leaves: list[bytes] = []
    chance = random.Random(3)
    for number in range(3000):
        entry = b"%d" % number * chance.randrange(1, 9)
        independent.append_entry(entry)
        leaves.append(merkle.leaf_hash(entry))
    known: dict[tuple[int, int], bytes] = {}

    def of(level: int, position: int) -> bytes:
        if level == 0:
            return leaves[position]
        if (level, position) not in known:
            known[level, position] = merkle.node_hash(of(level - 1, 2 * position), of(level - 1, 2 * position + 1))
        return known[level, position]

    for size in [1, 2, 3, 255, 256, 257, 2999, 3000, *chance.sample(range(1, 3000), 60)]:
        assert path.root(size, of) == independent.get_root(size)
