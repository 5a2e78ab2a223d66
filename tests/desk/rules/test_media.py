"""A picture without a story is kept for the stories that name it; a picture with a story is a story."""

import pytest

from builders import a_case, an_item
from nightdesk.desk.rules.media import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import ItemType

MEDIA = [ItemType.PICTURE, ItemType.VIDEO, ItemType.AUDIO, ItemType.GRAPHIC]


@pytest.mark.parametrize("kind", MEDIA)
def test_media_without_a_text_are_held(kind: ItemType) -> None:
    verdict = RULE.judge(a_case(an_item(type=kind, text="")))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal) == (Outcome.HELD, None)


@pytest.mark.parametrize("kind", MEDIA)
def test_media_with_a_text_are_judged_like_any_text(kind: ItemType) -> None:
    assert RULE.judge(a_case(an_item(type=kind))) is None


def test_a_text_without_a_text_is_not_media() -> None:
    assert RULE.judge(a_case(an_item(text=""))) is None
