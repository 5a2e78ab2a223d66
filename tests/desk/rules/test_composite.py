"""A package is held until a member is shown; it is never a page."""

from builders import a_case, an_item
from nightdesk.desk.rules.composite import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import ItemType, Link


def test_a_package_is_held_and_moves_nothing() -> None:
    package = an_item(type=ItemType.COMPOSITE, members=(Link("member", "urn:ews:1"),))
    verdict = RULE.judge(a_case(package))
    assert verdict is not None
    assert (verdict.outcome, verdict.until, verdict.signal) == (Outcome.HELD, UNTIL_RELEASED, None)
    assert "1 member:" in verdict.reason.text


def test_a_text_with_links_to_others_is_no_package() -> None:
    assert RULE.judge(a_case(an_item(links=(Link("seeAlso", "urn:ews:1"),)))) is None
