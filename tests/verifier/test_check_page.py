"""The second verifier says yes to what the definitions call the same, and to nothing else."""

import ast
import hashlib
import html
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.verifier import check_page

from .logged_site import ORIGIN, OTHER_SECRET, Logged, Story, logged, signed, vkey
from .page_changes import LATIN, MENDED, PAGE_CHANGES, PLAIN, SAVED
from .stories import STORIES

FILE = Path(check_page.__file__)


def answer(case: Logged, public: Path, *arguments: str, keys: str | None = None) -> int:
    return check_page.main([str(case.write(public, keys=keys)), *arguments])


def verdict_of(page: bytes, proof: bytes, key: str = vkey()) -> str:
    """The whole check without files; "" where all is as the log says."""
    known = check_page.read_key(key)
    try:
        check_page.check(page, lambda n: proof, [known] if known else [])
    except check_page.Wrong as error:
        return str(error)
    return ""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_says_yes_to_what_is_as_logged(story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(logged(story), tmp_path) == 0, capsys.readouterr().out
    assert "It is the same" in capsys.readouterr().out


def test_runs_alone_without_the_program_beside_it(tmp_path: Path) -> None:
    alone = tmp_path / "check_page.py"
    alone.write_bytes(FILE.read_bytes())
    page = LATIN.write(tmp_path / "public")
    ran = subprocess.run([sys.executable, "-I", "-S", alone, page], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_needs_the_standard_library_of_python_3_9_and_nothing_else() -> None:
    tree = ast.parse(FILE.read_text("utf-8"), feature_version=(3, 9))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0}
    assert {name.split(".")[0] for name in named} <= set(sys.stdlib_module_names)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]


def test_takes_proof_and_key_from_anywhere(tmp_path: Path) -> None:
    page = LATIN.write(tmp_path)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    saved = elsewhere / "saved.html"
    saved.write_bytes(page.read_bytes())
    proof = page.with_name("v3.tlog-proof")
    assert check_page.main([str(saved), str(proof), "--key", vkey()]) == 0
    assert check_page.main([str(saved), str(proof), "--key", str(tmp_path / "log" / "vkey")]) == 0
    assert check_page.main([str(saved), str(proof)]) == 2
    assert check_page.main([str(saved), "--key", vkey()]) == 2
    assert check_page.main([str(elsewhere / "no.html")]) == 2
    assert check_page.main([str(saved), str(proof), "--key", "no key"]) == 2
    assert check_page.main([str(saved), str(proof), "--key", vkey(ORIGIN, OTHER_SECRET)]) == 1
    assert check_page.main([str(saved), str(proof), "--key", vkey("other.example/log")]) == 1


def test_misuse_is_told_apart() -> None:
    with pytest.raises(SystemExit) as ended:
        check_page.main([])
    assert ended.value.code == 2


def test_an_older_key_still_opens_its_proofs_and_a_witness_is_not_in_the_way(tmp_path: Path) -> None:
    witness = vkey("witness.example", OTHER_SECRET, kind=4)
    keys = f"{vkey(ORIGIN, OTHER_SECRET)}\n{vkey()}\n{witness}\n"
    case = LATIN.but(more_signatures=signed("whatever", "witness.example", OTHER_SECRET))
    assert answer(case, tmp_path, keys=keys) == 0
    assert answer(case, tmp_path, keys=vkey(ORIGIN, OTHER_SECRET)) == 1


def test_a_known_key_that_signs_wrongly_spoils_the_note(tmp_path: Path) -> None:
    case = LATIN.but(more_signatures=signed("another note", ORIGIN, OTHER_SECRET))
    assert answer(case, tmp_path, keys=vkey()) == 0
    assert answer(case, tmp_path, keys=f"{vkey()}\n{vkey(ORIGIN, OTHER_SECRET)}") == 1


def test_a_signed_line_after_the_root_is_allowed(tmp_path: Path) -> None:
    assert answer(LATIN.but(extension="a line of the log's own\n"), tmp_path) == 0


def test_a_guid_that_is_an_address_is_logged_as_its_digest(tmp_path: Path) -> None:
    guid = "https://agency.example/items/1?a=b"
    case = logged(Story("H", "<p>T</p>", ("T",), guid=guid))
    assert answer(case.but_leaf(story="sha256:" + hashlib.sha256(guid.encode()).hexdigest()), tmp_path) == 0
    assert answer(case.but_leaf(story="sha256:" + hashlib.sha256(b"another").hexdigest()), tmp_path) == 1


@pytest.mark.parametrize("kind", ["update", "correct", "restore", "release"])
def test_every_leaf_that_puts_a_text_up_will_do(kind: str, tmp_path: Path) -> None:
    assert answer(LATIN.but_leaf(t=kind, prev=4), tmp_path) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"t": "kill"},
        {"t": "label-change"},
        {"text": None},
        {"head": None},
        {"story": "urn:another"},
        {"ver": "4"},
        {"ver": None},
        {"url": "/national/7k2m9q4wxz32"},
        {"url": "/business/7k2m9q4wxz31"},
        {"v": 2},
        {"v": True},
        {"recv": 1.5},
        {"recv": "1"},
        {"wire": 3},
        {"raw": {}},
        {"raw": []},
        {"extra": 1},
        {"text": {**LATIN.leaf_fields["text"], "len": 1}},
        {"text": {**LATIN.leaf_fields["text"], "blocks": 3}},
        {"text": {**LATIN.leaf_fields["text"], "c": "0" * 64}},
        {"text": {**LATIN.leaf_fields["text"], "more": 1}},
        {"head": {"c": LATIN.leaf_fields["text"]["c"]}},
    ],
    ids=str,
)
def test_a_signed_leaf_that_does_not_fit_the_page_is_refused(changed: dict[str, object], tmp_path: Path) -> None:
    assert answer(LATIN.but_leaf(**changed), tmp_path) == 1


@pytest.mark.parametrize(
    "leaf",
    [
        LATIN.leaf.replace(":", ": ", 1),
        LATIN.leaf.replace('"v":1', '"v":01'),
        LATIN.leaf.replace('"v":1', '"v":1,"v":1'),
        LATIN.leaf.replace("ferry", "f\\u0065rry"),
        LATIN.leaf + "\n",
        "[" * 5000,
        "null",
        "",
    ],
    ids=lambda leaf: leaf[:30] or "empty",
)
def test_a_leaf_is_written_in_one_way_only(leaf: str, tmp_path: Path) -> None:
    case = LATIN.but(leaf_text=leaf) if leaf else LATIN.but(changes=((LATIN.wire_leaf, '{"n":3}'),))
    assert answer(case, tmp_path) == 1


@pytest.mark.parametrize(("old", "new"), [*PLAIN, *SAVED], ids=lambda text: text[-40:])
def test_a_page_as_ours_are_or_as_a_browser_saves_it_is_the_same(old: str, new: str, tmp_path: Path) -> None:
    assert answer(LATIN.but(changes=((old, new),)), tmp_path) == 0
    other = ("Nobody was hurt", "Everybody was hurt")
    if old != "<p>Nobody":
        assert answer(LATIN.but(changes=((old, new), other)), tmp_path) == 1


def test_a_text_runs_from_the_right_where_its_language_does(tmp_path: Path) -> None:
    urdu = next(story for story in STORIES if story.language == "ur")
    turned = ('class="wire" lang="ur"', 'class="wire" lang="ur" dir="rtl"')
    assert answer(logged(urdu).but(changes=(turned,)), tmp_path) == 0
    turned = ('class="wire" lang="ur"', 'class="wire" lang="ur" dir="ltr"')
    assert answer(logged(urdu).but(changes=(turned,)), tmp_path) == 1


def test_it_says_what_was_compared_and_what_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(LATIN, tmp_path) == 0
    assert "Compared: headline, text, story, version, address. Not: label, byline" in capsys.readouterr().out


@pytest.mark.parametrize(("old", "new"), PAGE_CHANGES, ids=lambda text: text[-40:])
def test_a_page_that_was_changed_is_refused(old: str, new: str, tmp_path: Path) -> None:
    assert answer(LATIN.but(changes=((old, new),)), tmp_path) == 1


@pytest.mark.parametrize(("old", "new"), MENDED, ids=lambda text: text[:50])
def test_a_page_that_a_browser_would_have_to_mend_is_refused(old: str, new: str, tmp_path: Path) -> None:
    case = LATIN.but(changes=((old, new),))
    assert answer(case, tmp_path) == 1


def test_bytes_that_are_no_page_are_refused(tmp_path: Path) -> None:
    page = LATIN.write(tmp_path)
    whole = page.read_bytes()
    for content in (
        b"",
        b"\xff\xfe" + whole,
        whole[: len(whole) // 2],
        whole.replace(b"Sunday", b"Sund\xe4y"),
        b"<" * 9000,
    ):
        page.write_bytes(content)
        assert check_page.main([str(page)]) == 1


@pytest.mark.parametrize(
    "old_and_new", [("\n", "\r\n"), ("\n", "\n  \n"), ("<p>", "<P >"), ("<!doctype", "\ufeff<!DOCTYPE")]
)
def test_another_way_to_write_the_same_page_is_the_same_page(old_and_new: tuple[str, str]) -> None:
    page = LATIN.page.replace(*old_and_new)
    assert page != LATIN.page
    assert verdict_of(page.encode(), LATIN.proof.encode()) == ""


def test_what_differs_is_said() -> None:
    other = LATIN.but_leaf(text={**LATIN.leaf_fields["text"], "c": "0" * 64})
    said = verdict_of(other.page.encode(), other.proof.encode())
    assert LATIN.leaf_fields["text"]["c"] in said
    assert "0" * 64 in said
    forged = LATIN.but_leaf(why="forged")
    said = verdict_of(forged.page.encode(), LATIN.proof.encode())
    one, two = said.removeprefix("the leaf is not in the tree: ").split(" is not ")
    assert one != two


def test_every_letter_of_the_proof_counts() -> None:
    page, proof = LATIN.page.encode(), LATIN.proof
    assert verdict_of(page, proof.encode()) == ""
    for at, letter in enumerate(proof):
        other = "1" if letter != "1" else "2"
        for changed in (
            proof[:at] + other + proof[at + 1 :],
            proof[:at] + proof[at + 1 :],
            proof[:at] + " " + proof[at:],
        ):
            assert verdict_of(page, changed.encode()), (at, letter, changed)
    for more in ("\n", " ", "x", "\0", proof, "— "):
        assert verdict_of(page, (proof + more).encode())
        assert verdict_of(page, (more + proof).encode())


def test_every_letter_of_the_leaf_and_of_two_salts_counts() -> None:
    page, proof = LATIN.page, LATIN.proof.encode()
    script = LATIN.wire_leaf
    raw_salt = script.index(LATIN.salts["raw"] or "")
    begin = script.index('"leaf"')
    for at in range(begin, len(script)):
        if raw_salt <= at < raw_salt + 32:
            continue  # the agency alone, who has the raw bytes, can tell
        other = "1" if script[at] != "1" else "2"
        changed = script[:at] + other + script[at + 1 :]
        same = script[at] == " "  # white space between the fields of the script is nothing
        assert bool(verdict_of(page.replace(script, changed).encode(), proof)) or same, changed[at - 20 : at + 20]


def test_every_letter_of_text_and_headline_counts() -> None:
    proof = LATIN.proof.encode()
    for piece in (LATIN.story.headline, *LATIN.story.blocks):
        for at, letter in enumerate(piece):
            other = "x" if letter != "x" else "y"
            for changed in (
                piece[:at] + other + piece[at + 1 :],
                piece[:at] + piece[at + 1 :],
                piece[:at] + "é" + piece[at:],
            ):
                page = LATIN.page.replace(f">{piece}<", f">{changed}<")
                assert page != LATIN.page
                assert verdict_of(page.encode(), proof), changed


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 16, 33])
def test_the_leaf_may_stand_anywhere_in_a_tree_of_any_size(size: int) -> None:
    for index in range(size):
        case = LATIN.but(size=size, index=index)
        assert verdict_of(case.page.encode(), case.proof.encode()) == ""
        for wrong in (index + 1, index - 1, index + size):
            proof = case.proof.replace(f"index {index}\n", f"index {wrong}\n")
            assert verdict_of(case.page.encode(), proof.encode())


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40)
WRAPS = st.sampled_from(
    ["<p>{}</p>", "<p>\n  {}\n</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<div>{}</div>", "<p><b>{}</b></p>"]
    + ["<blockquote><p>{}</p></blockquote>", "<table><tr><td>{}</td></tr></table>", "<pre>{}</pre>", "<p>{}<br></p>"]
)


@settings(max_examples=250)
@given(
    st.lists(st.tuples(WORDS, WRAPS), max_size=6),
    st.one_of(st.just(""), WORDS),
    WORDS,
    st.randoms(use_true_random=False),
)
def test_what_is_as_logged_is_the_same_and_what_is_not_is_not(parts, headline, guid, chance) -> None:  # type: ignore[no-untyped-def]
    said = [(" ".join(word for word in text.split(" ") if word), wrap) for text, wrap in parts]
    blocks = tuple(text for text, _ in said if text)
    headline = " ".join(word for word in headline.split(" ") if word)
    markup = "\n".join(wrap.format(html.escape(text, quote=False)) for text, wrap in said)
    case = logged(Story(headline, markup, blocks, guid=guid))
    case = case.but(size=chance.randrange(6, 80))
    page, proof = case.page, case.proof
    assert verdict_of(page.encode(), proof.encode()) == ""
    start = page.index("<h1") if headline else page.index('<div id="agency-text"')
    if blocks:
        at = page.index(html.escape(chance.choice(blocks), quote=False), start)
        assert verdict_of((page[:at] + "\u2060" + page[at:]).encode(), proof.encode())
    at = chance.randrange(len(proof))
    changed = proof[:at] + chance.choice("aA0=+ \n") + proof[at + 1 :]
    assert changed == proof or verdict_of(page.encode(), changed.encode())
