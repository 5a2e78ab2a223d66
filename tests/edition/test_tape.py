"""The tape holds the digest, bit for bit."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.proof.tape_path import COLUMNS, tape_path

_ROWS = {5: 0, 11: 1, 23: 2, 29: 3, 35: 4}


def read_tape(path: str) -> str:
    bits = ["0"] * 5 * COLUMNS
    for x, y in re.findall(r"M(\d+) (\d+)h0", path):
        bits[(int(x) - 3) // 6 * 5 + _ROWS[int(y)]] = "1"
    return f"{int(''.join(bits), 2) >> 4:064x}"


@given(st.binary(min_size=32, max_size=32))
def test_the_holes_read_back_to_the_digest(digest: bytes) -> None:
    assert read_tape(tape_path(digest.hex())) == digest.hex()


def test_the_first_column_is_the_first_five_bits() -> None:
    assert tape_path("44" + "0" * 62).startswith("M3 11h0M9 5h0")
