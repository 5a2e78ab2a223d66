"""Features: what is kept of a story, the same on every machine and through the ledger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.features import LEAD, NAME, NUMBER, PHRASE, TITLE, features_of, key_of, pack, terms_of, unpack
from nightdesk.errors import StoreError
from nightdesk.terms.cutting import Cutting

STORY = Cutting(
    id="harbour-1",
    title="Ferry Strike Ends In Port Alban",
    text="PORT ALBAN, March 3 - The ferry strike ended on Tuesday, Maria Keller said.\nKeller's union won 450 berths.",
    time=1_700_000_000.0,
    section="nation",
)


def marks(form: str) -> int:
    features = features_of(STORY)
    return int(features.marks[features.keys.tolist().index(key_of(form))])


def test_a_term_says_where_it_stands_and_what_it_is() -> None:
    assert marks("ferry") == TITLE | LEAD
    assert marks("keller") == LEAD | NAME
    assert marks("450") == LEAD | NUMBER
    assert marks("maria keller") == LEAD | NAME | PHRASE


def test_a_name_of_the_text_is_one_in_the_headline() -> None:
    told = Cutting(id="a", title="ALBAN WAITS", text="A ferry left the port of Alban in the night.", time=0.0)
    assert next(term for term in terms_of(told) if term.form == "alban").mark == TITLE | NAME


def test_names_of_two_sentences_are_not_one() -> None:
    told = Cutting(id="a", title="", text="It was signed by Anton Reis. Maria Keller left.", time=0.0)
    assert [term.surface for term in terms_of(told) if term.mark & PHRASE] == ["Anton Reis", "Maria Keller"]


def test_repeats_are_counted_and_stop_words_left_out() -> None:
    features = features_of(STORY)
    keys = features.keys.tolist()
    assert features.counts[keys.index(key_of("keller"))] == 2
    assert key_of("the") not in keys


def test_the_number_of_a_term_never_changes() -> None:
    assert key_of("ferry") == 7949881795909877008


@given(
    st.builds(
        Cutting,
        id=st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=8),
        title=st.text(max_size=40),
        text=st.text(max_size=300),
        time=st.floats(0, 4e9),
        language=st.sampled_from(["en", "hi", "mr-IN"]),
        section=st.sampled_from(["", "nation"]),
    )
)
def test_the_ledger_gives_back_what_was_packed(cutting: Cutting) -> None:
    features = features_of(cutting)
    again = unpack(pack(features))
    assert pack(again) == pack(features)
    assert (again.id, again.time, again.section) == (cutting.id, cutting.time, cutting.section)
    assert again.keys.tolist() == features.keys.tolist()
    assert again.checks.tolist() == features.checks.tolist()


@pytest.mark.parametrize("broken", [b"", b"\1", b"\2" + pack(features_of(STORY))[1:], pack(features_of(STORY))[:-1]])
def test_bytes_of_another_make_are_refused_with_the_remedy(broken: bytes) -> None:
    with pytest.raises(StoreError, match="rebuild"):
        unpack(broken)


def test_a_text_of_hostile_size_keeps_bounded_features() -> None:
    story = Cutting(id="a", title="", text=" ".join(f"word{number}x" for number in range(40_000)), time=0.0)
    assert len(features_of(story).keys) == 600
