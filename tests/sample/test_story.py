"""Story files are read as written, and a wrong one is refused with its place."""

from pathlib import Path

import pytest

from nightdesk_sample.day import sample_agencies, sample_stories
from nightdesk_sample.story import Block, StoryError, load_stories, parse_blocks

STORY = """
[[story]]
key = "a"
agency = "ews"
slugline = "A"
section = "cities"
[[story.take]]
version = 1
at = 5
kind = "{kind}"
headline = "H"
body = "One."
{more}
"""


def test_marks_make_blocks_and_a_no_break_space_stays() -> None:
    body = "One\nline.\n\n\u00a0Two.\n## Head\n- a\n- b\n| x | y |\n> said"
    assert parse_blocks(body) == (
        Block("p", "One line."),
        Block("p", "\u00a0Two."),
        Block("subhead", "Head"),
        Block("item", "a"),
        Block("item", "b"),
        Block("row", cells=("x", "y")),
        Block("quote", "said"),
    )


def test_a_take_may_come_on_a_later_day(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(STORY.format(kind="new", more="day = 2"))
    assert load_stories(tmp_path)[0].takes[0].at == 2 * 1440 + 5


@pytest.mark.parametrize(
    ("kind", "more", "says"), [("gossip", "", "use one of alert, new"), ("new", "colour = 1", "colour")]
)
def test_a_wrong_story_is_refused_with_its_place(tmp_path: Path, kind: str, more: str, says: str) -> None:
    (tmp_path / "s.toml").write_text(STORY.format(kind=kind, more=more))
    with pytest.raises(StoryError, match=rf"s.toml story 'a' take 1: .*{says}"):
        load_stories(tmp_path)


def test_a_key_used_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(STORY.format(kind="new", more="") * 2)
    with pytest.raises(StoryError, match="used twice"):
        load_stories(tmp_path)


def test_every_sample_story_belongs_to_a_sample_agency_and_its_takes_go_forward() -> None:
    slugs = {agency.slug for agency in sample_agencies()}
    for story in sample_stories():
        assert story.agency in slugs
        assert len({take.version for take in story.takes}) == len(story.takes), story.key
        assert [take.at for take in story.takes] == sorted(take.at for take in story.takes), story.key
