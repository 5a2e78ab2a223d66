"""Two verifiers that share no code answer alike: on whole pages, on changed ones, on every change of a proof."""

import html
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.proof import page_check
from nightdesk.proof.key import LOG_KEY, read_vkeys
from nightdesk.verifier import check_page

from .logged_site import ORIGIN, OTHER_SECRET, Logged, Story, logged, signed, vkey
from .page_changes import LATIN, MENDED, PAGE_CHANGES, PLAIN, SAVED
from .stories import STORIES
from .test_check_page import WORDS, WRAPS


def first_says(page: bytes, proof: bytes, keys: str = vkey()) -> str:
    """The first verifier's fault; "" where all holds."""
    known = [key for key in read_vkeys(keys) if key.kind == LOG_KEY]
    fault = page_check.check_page(page, proof, known).fault
    return f"{fault.name}: {fault.fault}" if fault else ""


def second_says(page: bytes, proof: bytes, keys: str = vkey()) -> str:
    """The second verifier's."""
    known = [key for key in map(check_page.read_key, keys.split()) if key]
    try:
        check_page.check(page, lambda n: proof, known)
    except check_page.Wrong as error:
        return str(error)
    return ""


def agreed(page: bytes, proof: bytes, keys: str = vkey()) -> bool:
    """Whether both say yes; fails where one does and the other does not."""
    first, second = first_says(page, proof, keys), second_says(page, proof, keys)
    assert bool(first) == bool(second), (first, second, page)
    return not first


def both(case: Logged, keys: str = vkey()) -> bool:
    return agreed(case.page.encode(), case.proof.encode(), keys)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_both_say_yes_to_every_kind_of_story(story: Story) -> None:
    assert both(logged(story))


@pytest.mark.parametrize(("old", "new"), [*PAGE_CHANGES, *MENDED], ids=lambda text: text[:50])
def test_both_refuse_what_was_changed_or_would_be_mended(old: str, new: str) -> None:
    assert not both(LATIN.but(changes=((old, new),)))


@pytest.mark.parametrize(("old", "new"), [*PLAIN, *SAVED], ids=lambda text: text[-50:])
def test_both_take_a_page_as_ours_are_and_as_browsers_save_it(old: str, new: str) -> None:
    assert both(LATIN.but(changes=((old, new),)))


_HIDES = ("hidden", "style", "<script", "dir=")
UNSEEN = [
    (old, new)
    for old, new in PAGE_CHANGES
    if any(sign in new for sign in _HIDES) and not new.startswith("<p hidden data-wire")  # that one stands beside it
]


@pytest.mark.parametrize(
    ("old", "new"), [*UNSEEN, ("Nobody was", "Nobody <template>was</template>")], ids=lambda text: text[-50:]
)
def test_what_hides_or_turns_words_is_said_to(old: str, new: str) -> None:
    case = LATIN.but(changes=((old, new),))
    said = first_says(case.page.encode(), case.proof.encode())
    assert said.startswith("inside: the marked text holds what a reader would not see"), said


@pytest.mark.parametrize(
    "changes",
    [
        ("\n", "\r\n"),
        ("\n", "\n  \n"),
        ("<p>", "<P >"),
        ("<!doctype", "\ufeff<!DOCTYPE"),
    ],
)
def test_both_take_another_way_to_write_the_same(changes: tuple[str, str]) -> None:
    assert agreed(LATIN.page.replace(*changes).encode(), LATIN.proof.encode())


@pytest.mark.parametrize(
    "changed",
    [
        {"t": kind}
        for kind in ("publish", "update", "correct", "restore", "release", "kill", "hold", "intake", "gap", "other")
    ]
    + [{"text": None}, {"head": None}, {"story": None}, {"ver": None}, {"url": None}, {"raw": None}, {"v": 2}]
    + [{"url": url} for url in ("/national/7k2m9q4wxz3", "/nation/7k2m9q4wxz31", "7k2m9q4wxz31", "/", "", "//")]
    + [{"recv": "1"}, {"prev": 4}, {"wire": None}, {"extra": 1}, {"ref": "x" * 60000}],
    ids=lambda changed: str(changed)[:60],
)
def test_both_judge_a_signed_leaf_alike(changed: dict[str, object]) -> None:
    both(LATIN.but_leaf(**changed))


@pytest.mark.parametrize(
    "canonical",
    [
        "https://ghat.example/national/7k2m9q4wxz31/",
        "http://ghat.example/national/words-7k2m9q4wxz31/",
        "https://ghat.example/paper/national/words-7k2m9q4wxz31/",
        "https://ghat.example/national/words7k2m9q4wxz31/",
        "https://ghat.example/national/words-7k2m9q4wxz31",
        "https://ghat.example/national/words-7k2m9q4wxz31//",
        "https://ghat.example/national/words-7k2m9q4wxz31/?a=1",
        "https://ghat.example/national/words-7k2m9q4wxz31/#a",
        "https://ghat.example/news/words-7k2m9q4wxz31/",
        "//ghat.example/national/words-7k2m9q4wxz31/",
        "/national/words-7k2m9q4wxz31/",
        "ftp://ghat.example/national/words-7k2m9q4wxz31/",
        "https:///national/words-7k2m9q4wxz31/",
        "https://ghat.example/7k2m9q4wxz31/",
        "",
    ],
)
def test_both_read_the_same_id_in_an_address(canonical: str) -> None:
    both(LATIN.but(canonical=canonical))


def test_both_know_the_same_keys() -> None:
    other = vkey(ORIGIN, OTHER_SECRET)
    witness = vkey("witness.example", OTHER_SECRET, kind=4)
    wrong = LATIN.but(more_signatures=signed("another note", ORIGIN, OTHER_SECRET))
    assert both(LATIN, f"{other}\n{vkey()}\n{witness}\n")
    assert both(wrong)
    assert not both(wrong, f"{vkey()}\n{other}\n")
    assert not both(LATIN, other)
    assert not both(LATIN, vkey("other.example/log"))
    assert both(LATIN.but(extension="a line\n"))
    assert not both(LATIN.but(origin="other.example/log"))


def test_both_count_every_letter_of_the_proof() -> None:
    page, proof = LATIN.page.encode(), LATIN.proof
    for at in range(len(proof)):
        changed = proof[:at] + ("1" if proof[at] != "1" else "2") + proof[at + 1 :]
        assert not agreed(page, changed.encode())


@settings(max_examples=120)
@given(
    st.lists(st.tuples(WORDS, WRAPS), max_size=6),
    st.one_of(st.just(""), WORDS),
    WORDS,
    st.randoms(use_true_random=False),
)
def test_both_agree_on_any_story_and_on_any_change_of_it(parts, headline, guid, chance: Random) -> None:  # type: ignore[no-untyped-def]
    said = [(" ".join(word for word in text.split(" ") if word), wrap) for text, wrap in parts]
    blocks = tuple(text for text, _ in said if text)
    headline = " ".join(word for word in headline.split(" ") if word)
    markup = "\n".join(wrap.format(html.escape(text, quote=False)) for text, wrap in said)
    case = logged(Story(headline, markup, blocks, guid=guid)).but(size=chance.randrange(6, 80))
    page, proof = case.page, case.proof
    assert agreed(page.encode(), proof.encode())
    for _ in range(6):
        at = chance.randrange(len(page))
        letter = chance.choice(["", "x", "<", ">", "&", " ", "</p>", "<p>", '"', "\u200b"])
        agreed((page[:at] + letter + page[at + chance.randrange(2) :]).encode(), proof.encode())
    at = chance.randrange(len(proof))
    agreed(page.encode(), (proof[:at] + chance.choice("aA0=+ \n") + proof[at + 1 :]).encode())
