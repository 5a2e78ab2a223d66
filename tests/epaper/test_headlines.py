"""A headline's lines, reckoned from its words, are those that the typesetter breaks it into."""

import pytest
from tests.epaper.night import a_night

from nightdesk.epaper import measuring
from nightdesk.epaper.geometry import paper_of
from nightdesk.epaper.headlines import lines_of, words_of
from nightdesk.epaper.measuring import Draft, measured
from nightdesk.epaper.typesetter import Typesetter
from nightdesk.terms.site import Edition

_ODD = (
    "‘Come home’, U.S. tells crew of (grounded) ferry: 4.5% of ₹1,200 crore at stake, says owners’ league",
    "Vice-chancellor’s well-known half-time run-off",
    "Rain/flood watch — river at 12.4 m… and rising? Yes!",
    "Is it? No! A “very” long night",
    "One",
    "Wordwithnoendatallthatnocolumnholds and one more",
)


def test_breaks_a_headline_as_the_typesetter_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst", reason="the typesetter is an extra (pip install 'nightdesk[epaper]'), not installed")
    told = [(story.headline, story.language) for story in a_night(150)] + [(odd, "en") for odd in _ODD]
    drafts = [
        Draft(
            story=str(number),
            headline=headline,
            byline="",
            language=language,
            paragraphs=("x",),
            roles=("text",),
            front=number % 2 == 0,
            leads=True,
            ours=number % 7 == 0,
        )
        for number, (headline, language) in enumerate(told)
    ]
    paper, typesetter = paper_of(Edition(slug="main", title="Main edition", cut_off="05:00")), Typesetter()
    reckoned, _ = measured(typesetter, paper, drafts)
    monkeypatch.setattr(measuring, "words_of", lambda _: [])
    broken, _ = measured(typesetter, paper, drafts)
    assert sum(bool(words_of(headline)) for headline, _ in told) > len(told) / 2
    assert [(copy.headline, copy.heads) for copy in reckoned] == [(copy.headline, copy.heads) for copy in broken]


@pytest.mark.parametrize(
    "headline", ["well-known", "one — two", "rain/flood", "", "two  spaces", "Is it? No", "लिट्टी।"]
)
def test_leaves_to_the_typesetter_what_may_break_elsewhere(headline: str) -> None:
    assert words_of(headline) == []


def test_a_line_takes_words_until_the_next_has_no_room() -> None:
    ems = {"a": 1.0, "bb": 2.0, "n": 1.0, "n n": 2.5}
    assert [lines_of(["a", "bb", "a"], ems, width, 10) for width in (50.0, 49.0, 35.0, 34.9, 10.0)] == [1, 2, 2, 3, 3]
