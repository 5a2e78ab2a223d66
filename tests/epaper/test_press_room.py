"""An issue as it is set: the same bytes each time, every text as it came, notices in the place of what is gone."""

from datetime import timedelta
from random import Random

import msgspec
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.epaper.issues import CUT_OFF, DAY, PUNE, SITE, a_paper_story

from nightdesk.epaper.budget import plan
from nightdesk.epaper.press_room import set_issue
from nightdesk.errors import PaperError
from nightdesk.terms.issue import Gone, Issue, PaperCorrection, PaperStory, Ranked
from nightdesk.terms.site import Edition

pytest.importorskip("typst", reason="the typesetter is an extra (pip install 'nightdesk[epaper]') and not installed")

_SENTENCE = "The ward officer said that the lamps of the old town would be counted before the rains came. "


def _stories(count: int) -> list[PaperStory]:
    return [
        a_paper_story(
            f"Lamps of ward {number} are to be counted before the rains, says officer",
            *(_SENTENCE * (1 + (number + at) % 4) + f"({number}.{at})" for at in range(3 + number % 5)),
            section=("national", "business", "sport")[number % 3],
            shown=CUT_OFF - timedelta(minutes=number),
        )
        for number in range(count)
    ]


def _issue(stories: list[PaperStory], edition: Edition = PUNE, **changed: object) -> Issue:
    values: dict[str, object] = {
        "site": SITE,
        "edition": edition,
        "date": DAY,
        "number": 3,
        "cut_off": CUT_OFF,
        "budget": plan(stories, edition, cut_off=CUT_OFF),
        "stories": tuple(stories),
        **changed,
    }
    return Issue(**values)  # type: ignore[arg-type]


def _text(pdf: bytes) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return " ".join(" ".join(page.split()) for page in pages)


def test_the_same_issue_gives_the_same_bytes() -> None:
    issue = _issue(_stories(40))
    assert set_issue(issue) == set_issue(issue)


def test_every_story_is_in_the_issue_or_is_said_to_be_left_out() -> None:
    issue = _issue(_stories(60))
    printed = set_issue(issue)
    left_out = {one.story for one in printed.left_out}
    assert {*printed.stories} | left_out == {story.id for story in issue.stories}
    assert not {*printed.stories} & left_out


def test_pieces_of_a_story_follow_each_other_without_a_gap() -> None:
    printed = set_issue(_issue(_stories(60)))
    ends: dict[str, int] = {}
    for page in printed.pages:
        for piece in page.pieces:
            assert piece.first == ends.get(piece.story, 0)
            assert piece.begins == (piece.story not in ends)
            assert piece.back == (None if piece.begins else 1)
            ends[piece.story] = piece.end
            assert piece.next is None or any(
                one.story == piece.story and not one.begins for one in printed.pages[piece.next - 1].pieces
            )


@pytest.mark.parametrize("columns", [4, 5, 6])
@pytest.mark.parametrize("paper", ["a3", "tabloid"])
def test_sets_every_paper_it_offers(columns: int, paper: str) -> None:
    edition = msgspec.structs.replace(PUNE, columns=columns, paper=paper)
    printed = set_issue(_issue(_stories(70), edition))
    assert len(printed.pages) >= 2
    for page in printed.pages:
        for piece in page.pieces:
            assert 0 < piece.x < piece.x + piece.width < page.width
            assert 0 < piece.y < piece.y + piece.height < page.height


def test_a_single_short_story_is_an_issue_too() -> None:
    printed = set_issue(_issue(_stories(1)))
    assert [len(page.pieces) for page in printed.pages] == [1]


def test_a_story_that_is_gone_leaves_a_notice_and_none_of_its_words() -> None:
    stories = _stories(30)
    whole = _issue(stories)
    gone = Gone(id=stories[0].id, kind="killed", agency=stories[0].agency, at=CUT_OFF)
    issue = msgspec.structs.replace(whole, stories=tuple(stories[1:]), gone=(gone,))
    printed = set_issue(issue)
    notice = [piece for page in printed.pages for piece in page.pieces if piece.story == gone.id]
    assert [(piece.first, piece.end) for piece in notice] == [(0, 0)]
    text = _text(printed.pdf)
    assert "withdrew the story that stood here" in text
    assert stories[0].headline not in text
    assert "(0.0)" not in text


@pytest.mark.parametrize("place", [0, 1])
def test_the_notice_of_what_led_the_paper_stands_on_the_front_page(place: int) -> None:
    stories = _stories(30)
    whole = _issue(stories)
    first = [ranked.story for ranked in whole.budget.ranked if ranked.front][place]
    gone = Gone(id=first, kind="killed", agency=stories[0].agency, at=CUT_OFF)
    left = tuple(story for story in stories if story.id != first)
    printed = set_issue(msgspec.structs.replace(whole, stories=left, gone=(gone,)))
    assert [page.number for page in printed.pages for piece in page.pieces if piece.story == first] == [1]
    assert max(printed.pages[0].pieces, key=lambda piece: piece.width).story in {story.id for story in left}


def test_corrections_to_earlier_issues_stand_in_this_one() -> None:
    correction = PaperCorrection(
        story="abc", path="/national/x-abc/", headline="Lamps were nine", agency="Peninsula", shown=CUT_OFF,
        printed=DAY - timedelta(days=1), page=4, note="They were ten.",
    )  # fmt: skip
    text = _text(set_issue(_issue(_stories(40), corrections=(correction,))).pdf)
    assert "Corrections" in text
    assert "They were ten." in text


def test_text_is_never_read_as_markup() -> None:
    hostile = [
        "#panic(\"no\")", "*bold* _it_ $x^2$ `raw`", "= Heading", "// comment", "\\", "#import \"/etc/passwd\"",
        "\"quoted\" 'single' -- --- ... ~tilde", "<label> @ref", "#" * 40,
    ]  # fmt: skip
    stories = [a_paper_story(f"Hostile {line}", line, _SENTENCE * 3) for line in hostile] + _stories(10)
    printed = set_issue(_issue(stories))
    assert "a word of it is wider than a column" in {one.reason for one in printed.left_out}
    text = _text(printed.pdf)
    for line in hostile[:-1]:
        assert line in text


def test_refuses_an_issue_of_nothing() -> None:
    with pytest.raises(PaperError, match="nothing to print"):
        set_issue(_issue([]))


_WORDS = st.text("abcdefghijklmnopqrstuvwxyzé’“”–₹", min_size=1, max_size=14)
_PARAGRAPHS = st.lists(st.lists(_WORDS, min_size=1, max_size=60).map(" ".join), min_size=1, max_size=9)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.lists(_WORDS, min_size=2, max_size=12).map(" ".join), _PARAGRAPHS), min_size=6, max_size=14)
)
def test_what_was_counted_is_what_is_set(texts: list[tuple[str, list[str]]]) -> None:
    stories = {story.id: story for story in (a_paper_story(head, *blocks) for head, blocks in texts)}
    set_issue(_issue(list(stories.values())))  # raises where a text ends outside its place


def test_no_page_is_empty_whatever_came() -> None:
    chance = Random(3)
    for count in (1, 2, 5, 9, 14, 22, 31):
        stories = [
            a_paper_story(
                f"Lamps of ward {number} are counted {count}",
                *(_SENTENCE * chance.randint(1, 6) for _ in range(chance.randint(1, 9))),
            )
            for number in range(count)
        ]
        printed = set_issue(_issue(stories))
        assert all(page.pieces for page in printed.pages), count


def test_a_paragraph_longer_than_a_page_stops_no_other_story() -> None:
    endless, other = a_paper_story("Endless", _SENTENCE * 400), a_paper_story("Other", _SENTENCE, _SENTENCE)
    printed = set_issue(_issue([endless, other]))
    assert printed.stories == [other.id]
    assert [one.reason for one in printed.left_out] == [
        "a paragraph of it is longer than two columns, and none is broken"
    ]


@pytest.mark.parametrize("others", [0, 1, 40])
def test_the_notice_of_what_is_gone_always_finds_room(others: int) -> None:
    gone = tuple(Gone(id=f"gone{number:08}", kind="killed", agency="Peninsula", at=CUT_OFF) for number in range(3))
    stories = _stories(others)
    whole = _issue(stories)
    ranked = tuple(Ranked(story=one.id, weight=50.0, front=True) for one in gone)
    budget = msgspec.structs.replace(whole.budget, ranked=(*ranked, *whole.budget.ranked))
    printed = set_issue(msgspec.structs.replace(whole, budget=budget, gone=gone))
    assert {one.id for one in gone} <= {*printed.stories}


def test_a_word_wider_than_a_column_leaves_its_story_out_and_no_other() -> None:
    edition = msgspec.structs.replace(PUNE, columns=6, paper="tabloid")
    wide = [
        a_paper_story("Wide", "Go to WWW.MAHADBTMAHAGOV now. " + _SENTENCE * 3, "end"),
        a_paper_story("Agency", _SENTENCE, agency="A" * 200),
    ]
    printed = set_issue(_issue([*wide, *_stories(5)], edition))
    assert {one.story for one in printed.left_out} == {story.id for story in wide}


def test_what_is_written_in_devanagari_is_set_so_whatever_the_wire_calls_it() -> None:
    text = "नगर की पुरानी घड़ी फिर चली और लोगों ने उसका स्वागत किया। " * 6
    called = [
        set_issue(_issue([a_paper_story("घड़ी", text, text, language=language)])).pages[0].pieces[0].height
        for language in ("hi", "en")
    ]
    assert called[0] == called[1]
