"""Why two stories are listed together: said in words that really stand in both."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.features import features_of
from nightdesk.dossier.related import Library
from nightdesk.dossier.why import why
from nightdesk.terms.cutting import Cutting
from nightdesk.terms.dossier import Shared

OLDER = Cutting(
    id="older",
    title="Army Chief Visits Velpur",
    text="Gen. Valery Gerasimov visited the garrison of Velpur on Monday. Elections follow, the ministry said.",
    time=0.0,
)
NEWER = Cutting(
    id="newer",
    title="Chief Of Army Named",
    text="VELPUR, March 3 - Valery Gerasimov, 60, keeps his post, it was announced. Gerasimov said he would visit the "
    "garrison before the election of 2013.",
    time=9.0,
    dateline="VELPUR, March 3",
)


def reasons(newer: Cutting, older: Cutting, **asked: int) -> tuple[Shared, ...]:
    library = Library()
    filed = library.add(older, 0)
    features = library.add(newer, 1)
    return why(features, filed, library.weights(features), newer, **asked)


def test_names_are_given_in_full_and_once() -> None:
    assert reasons(NEWER, OLDER)[0] == Shared("person", "Valery Gerasimov")
    assert [one.words for one in reasons(NEWER, OLDER, most=9) if "Gerasimov" in one.words] == ["Valery Gerasimov"]


def test_a_first_name_that_the_other_lacks_is_not_shown() -> None:
    older = Cutting(id="older", title="", text="They waited for Gerasimov near the garrison.", time=0.0)
    assert "Gerasimov" in [one.words for one in reasons(NEWER, older)]


def test_the_dateline_is_a_place() -> None:
    assert Shared("place", "VELPUR") in reasons(NEWER, OLDER, most=9)


def test_numbers_are_no_reason() -> None:
    older = Cutting(id="older", title="", text="The garrison burnt down in 2013.", time=0.0)
    assert [one.words for one in reasons(NEWER, older)] == ["garrison"]


def test_a_body_is_no_person() -> None:
    told = Cutting(
        id="a",
        title="",
        text="Ships were lost by Velpur Navy. A storm hit, Velpur Navy said; the Navy said so twice.",
        time=1.0,
    )
    older = Cutting(id="b", title="", text="The ships of Velpur Navy left.", time=0.0)
    assert reasons(told, older)[0] == Shared("name", "Velpur Navy")


def test_words_that_only_have_a_stem_in_common_are_not_shown() -> None:
    assert not any("election" in one.words.lower() for one in reasons(NEWER, OLDER, most=99))


def test_devanagari_reasons_are_whole_words() -> None:
    older = Cutting(id="a", title="", text="वेलपुर में बारिश हुई।", time=0.0, language="hi")
    newer = Cutting(id="b", title="", text="बारिश के बाद वेलपुर खुला।", time=1.0, language="hi")
    assert {one.words for one in reasons(newer, older)} == {"वेलपुर", "बारिश"}


VOCABULARY = "Keller's Keller Maria ferry ferries Ferry strike, Port Alban. the 450 U.S. US us Director".split()


@given(st.lists(st.sampled_from(VOCABULARY), max_size=20), st.lists(st.sampled_from(VOCABULARY), max_size=20))
def test_every_reason_stands_in_both_texts(one: list[str], other: list[str]) -> None:
    older = Cutting(id="a", title="", text=" ".join(one), time=0.0)
    newer = Cutting(id="b", title="", text=" ".join(other), time=1.0)
    for reason in reasons(newer, older, most=9):
        shown = re.compile(rf"(?<!\w){re.escape(reason.words)}(?!\w)", re.IGNORECASE)
        assert shown.search(newer.text)
        assert shown.search(older.text)


def test_nothing_in_common_gives_no_reason() -> None:
    other = Cutting(id="a", title="", text="Onions sold well.", time=0.0)
    library = Library()
    assert why(features_of(NEWER), features_of(other), library.weights(features_of(NEWER)), NEWER) == ()
