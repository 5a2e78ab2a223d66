"""Theirs and ours; every error is a sentence, and the tree in the head of the module is the tree there is."""

import inspect
import re

import pytest

from nightdesk import errors


def _classes() -> dict[str, type[BaseException]]:
    found = {name: one for name, one in vars(errors).items() if inspect.isclass(one)}
    return {name: one for name, one in found.items() if one.__module__ == errors.__name__}


DRAWN = re.compile(r"^( *)([A-Z]\w+?(?:Error|Format|Delivery|Item))(?:$|\s{2,})", re.MULTILINE)


def test_the_drawn_tree_is_the_tree() -> None:
    drawn: dict[str, str] = {}
    above: list[tuple[int, str]] = [(-1, "Exception")]
    for indent, name in DRAWN.findall(inspect.getdoc(errors) or ""):
        while above[-1][0] >= len(indent):
            above.pop()
        drawn[name] = above[-1][1]
        above.append((len(indent), name))
    assert drawn == {name: one.__mro__[1].__name__ for name, one in _classes().items()}


@pytest.mark.parametrize("kind", _classes().values(), ids=_classes())
def test_every_error_says_in_a_sentence_what_it_is(kind: type[BaseException]) -> None:
    assert (inspect.getdoc(kind) or "").rstrip().endswith(".")


def test_what_an_agency_did_wrong_carries_code_reason_and_place() -> None:
    error = errors.BrokenItem("guid", "the item has no guid", "line 7")
    assert (error.code, error.reason, error.place) == ("guid", "the item has no guid", "line 7")
    assert str(error) == "the item has no guid (line 7)"
    assert str(errors.UnknownFormat("format", "no format knows it")) == "no format knows it"


def test_theirs_is_never_ours() -> None:
    assert not issubclass(errors.DeliveryError, errors.HouseError)
    assert not issubclass(errors.HouseError, errors.DeliveryError)
