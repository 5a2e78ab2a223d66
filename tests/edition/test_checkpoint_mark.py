"""The mark at the foot of a printed page: its code holds the signed note itself."""

import re

import pytest

from edition import log_samples, samples

pytest.importorskip("segno", reason="segno makes the code")

from nightdesk.edition.checkpoint_mark import MOST_BYTES, checkpoint_mark, note_for_print, qr_code


def modules(drawn: str) -> tuple[int, set[tuple[int, int]]]:
    """The side of a code and its dark modules, read out of its path."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', drawn)[1])  # type: ignore[index]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn)
    return side, {(int(x) + step, int(y)) for x, y, length in runs for step in range(int(length))}


def scanned(drawn: str, scale: int = 4) -> bytes:
    """What an independent reader finds in the picture."""
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp reads the code")
    numpy = pytest.importorskip("numpy", reason="zxing-cpp takes pictures as arrays")
    side, dark = modules(drawn)
    picture = numpy.full((side, side), 255, dtype=numpy.uint8)
    for x, y in dark:
        picture[y, x] = 0
    [found] = zxing.read_barcodes(numpy.kron(picture, numpy.ones((scale, scale), dtype=numpy.uint8)))
    return bytes(found.bytes)


@pytest.mark.parametrize("note", [log_samples.NOTE, "é\n1\nx=\n\n— é AA==\n"])
def test_the_code_reads_back_to_the_note(note: str) -> None:
    assert scanned(str(qr_code(note, "code"))) == note.encode()


def test_the_code_has_its_quiet_margin() -> None:
    side, dark = modules(str(qr_code(log_samples.NOTE, "code")))
    assert min(min(place) for place in dark) == 4
    assert max(max(place) for place in dark) == side - 5


def test_the_lines_say_log_size_time_and_root() -> None:
    mark = checkpoint_mark(samples.SITE, log_samples.CHECKPOINT, log_samples.NOTE)
    assert mark.lines[:2] == (
        "panchganga.example/log, 48,213 entries, April 27, 2025 06:31 IST",
        log_samples.CHECKPOINT.root,
    )
    assert "https://panchganga.example/log/" in mark.lines[2]
    assert "style" not in mark.code + mark.tape


def test_cosignatures_that_do_not_fit_in_print_are_left_out_and_the_note_stays_whole() -> None:
    cosigned = log_samples.NOTE + "".join(f"— witness{number}.example {'QUJD' * 25}\n" for number in range(40))
    printed = note_for_print(cosigned)
    assert cosigned.startswith(printed)
    assert len(log_samples.NOTE.encode()) < len(printed.encode()) <= MOST_BYTES
    assert printed.endswith("\n")
    assert note_for_print(log_samples.NOTE) == log_samples.NOTE
