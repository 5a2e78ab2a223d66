"""`make bench` in small: it prints what the contract says, and one more story costs the same however many there are."""

import json
import shutil
from pathlib import Path

import pytest
from bench.__main__ import NAMES, main
from bench.archive import archive
from bench.documents import document, feed, rich_ninjs, with_inline_markup
from bench.figure import Figure, quotient
from bench.rebuild import _hugo
from bench.scale import QUICK
from bench.turns import percentile

from nightdesk.shift.checkup import Doctor
from nightdesk.shift.librarian import forget
from nightdesk.shift.rebuild import rebuild

CONTRACT = {
    "parse-nitf", "parse-newsml-g2", "parse-rss", "parse-ninjs", "live-p50", "live-p99", "sustained", "serve-cpu",
    "plus-one-statements", "plus-one-files", "plus-one-time", "rebuild", "live-with-log",
    "related-p95",
}  # fmt: skip
"""The names of contract §6 that can be measured so far."""


def printed(capsys: pytest.CaptureFixture[str], only: str) -> dict[str, dict[str, object]]:
    assert main(["--quick", "--only", only]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["name"]: line for line in lines}


def test_every_name_of_the_contract_can_be_asked_for() -> None:
    assert set(NAMES) >= CONTRACT


def test_an_unknown_name_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--only", "parse-ntf"])
    assert leaving.value.code == 2
    assert "parse-nitf" in capsys.readouterr().err


@pytest.mark.parametrize(
    "names",
    [
        {"parse-nitf", "parse-newsml-g2", "parse-rss", "parse-ninjs"},
        {"live-p50", "live-p99"},
        {"live-with-log"},
        {"log-leaf-bytes", "log-leaf-gzipped", "log-proof-bytes", "log-append"},
        {"sustained"},
        {"search-p95"},
        {"dossier-p95"},
        {"related-p95", "library-add"},
        {"related-million"},
        pytest.param({"rebuild"}, marks=pytest.mark.skipif(not _hugo(), reason="hugo is not installed")),
        pytest.param(
            {"serve-cpu"},
            marks=[
                pytest.mark.slow,
                pytest.mark.skipif(
                    not (shutil.which("nginx") and shutil.which("wrk")), reason="nginx or wrk is missing"
                ),
            ],
        ),
    ],
    ids=lambda names: sorted(names)[0],
)
def test_each_bench_prints_one_object_a_line(names: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, ",".join(names))
    assert set(lines) >= names
    for line in lines.values():
        assert set(line) == {"name", "ratio", "of", "value", "unit", "bar", "ok"}
        assert isinstance(line["value"], int | float)
        assert line["value"] > 0
        assert line["unit"]
        assert (line["ratio"] is None) == (line["of"] is None)
    assert all(lines[name]["ok"] in (True, False) for name in names)


def test_one_more_story_costs_as_many_statements_and_files_in_a_large_archive_as_in_a_small_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, "plus-one-statements")
    assert set(lines) == {"plus-one-statements", "plus-one-files", "plus-one-time"}
    for name in ("plus-one-statements", "plus-one-files"):
        assert (lines[name]["ratio"], lines[name]["ok"]) == (1.0, True), lines[name]
        assert lines[name]["value"] == lines[name]["of"] > 1


def test_an_archive_of_the_benches_is_a_site_in_which_a_doctor_finds_nothing() -> None:
    count, patterns = QUICK.live_archived
    with archive(count, patterns) as made:
        with made.house.database.write() as writing:
            forget(writing)  # the benches let the library pass over their copies; a doctor would miss them in it
        assert rebuild(made.house, made.house.database.read()) == count == len(made.places)
        assert Doctor(made.house).look().faults == []


def test_the_documents_have_the_size_they_are_meant_to_have() -> None:
    sizes = {len(document("nitf", 10_000)), len(document("newsml-g2", 10_000)), len(rich_ninjs(19_000)) // 2}
    assert all(9_000 < size < 11_500 for size in sizes)
    window = with_inline_markup(feed("rss2", 20, 60_000))
    assert window.count(b"<item>") == 20
    assert 58_000 < len(window) < 70_000
    assert b"<em>" in window


def test_a_bar_is_the_most_a_ratio_may_be_and_the_least_a_plain_value_may_be() -> None:
    assert quotient("x", 10, 2, "us", 5).ok
    assert not quotient("x", 10.1, 2, "us", 5).ok
    assert Figure(name="x", value=200, unit="items/s", bar=200).ok
    assert not Figure(name="x", value=199, unit="items/s", bar=200).ok
    assert Figure(name="x", value=1, unit="s").ok is None


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [percentile(values, share) for share in (0.0, 0.5, 0.99, 1.0)] == [1, 50, 99, 100]
    assert percentile([3.0], 0.99) == 3


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with archive(3, 3) as made:
        assert list(tmp_path.iterdir()) == [made.house.settings.home]
    assert list(tmp_path.iterdir()) == []
