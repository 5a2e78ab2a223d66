"""The fields of a leaf are a contract with every verifier ever written."""

from typing import get_args

import msgspec

from nightdesk.terms.leaf import TEXT_UP, HeadSeal, Leaf, LeafType, RawSeal, Salts, TextSeal

CONTRACT = "v t story ver wire recv shown url raw text head label parser prev why ref"


def test_a_leaf_has_exactly_the_fields_of_the_contract_in_the_order_of_its_canonical_form() -> None:
    assert list(Leaf.__struct_fields__) == sorted(CONTRACT.split())


def test_the_seals_are_written_in_sorted_order_too() -> None:
    assert [list(kind.__struct_fields__) for kind in (RawSeal, TextSeal, HeadSeal)] == [
        ["alg", "c", "len", "type"],
        ["blocks", "c", "len"],
        ["c"],
    ]


def test_salts_are_published_one_a_field() -> None:
    assert msgspec.json.encode(Salts("00", "01", "02")) == b'{"raw":"00","text":"01","head":"02"}'


def test_a_kill_never_puts_a_text_up() -> None:
    taken_away = {"kill", "withhold", "takedown", "hold", "expire"}
    assert set(get_args(LeafType)) > taken_away
    assert not TEXT_UP & taken_away
    assert set(get_args(LeafType)) > TEXT_UP
