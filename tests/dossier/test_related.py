"""Related stories: earlier ones of the same subject and language, none twice, the same after a restart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.features import features_of, pack, unpack
from nightdesk.dossier.related import Folding, Found, Library, bond
from nightdesk.terms.cutting import Cutting

HOUR = 3600.0
FERRY = "Ferry crews at Port Alban began a strike over pay, Maria Keller of Harbour Lines said. Boats stayed moored."
MARKET = "Onion growers in the Velpur valley sold their harvest at a loss, the growers' league said on its market day."


def a_story(ident: str, text: str, time: float = 0.0, **fields: str) -> Cutting:
    return Cutting(id=ident, title=fields.pop("title", ""), text=text, time=time, **fields)


def a_library(*stories: Cutting) -> Library:
    library = Library()
    for number, story in enumerate(stories):
        library.add(story, number)
    return library


def ids(found: list[Found]) -> list[str]:
    return [one.id for one in found]


def test_lists_the_same_subject_and_leaves_out_another() -> None:
    library = a_library(a_story("strike", FERRY), a_story("onions", MARKET, HOUR))
    asked = features_of(a_story("talks", "Talks with ferry crews at Port Alban: Maria Keller spoke.", 2 * HOUR))
    assert ids(library.related(asked)) == ["strike"]


def test_the_first_story_of_an_event_gets_an_empty_list() -> None:
    library = a_library(a_story("strike", FERRY))
    assert library.related(features_of(a_story("onions", MARKET, HOUR))) == []


def test_lists_nothing_newer_than_the_story() -> None:
    library = a_library(a_story("early", FERRY), a_story("late", FERRY + " Again.", 9 * HOUR))
    assert ids(library.related(features_of(a_story("asked", FERRY, HOUR)))) == ["early"]


def test_never_lists_the_story_itself() -> None:
    library = a_library(a_story("strike", FERRY))
    assert library.related(features_of(a_story("strike", FERRY))) == []


def test_the_later_of_two_alike_comes_first() -> None:
    library = a_library(a_story("old", FERRY), a_story("new", FERRY, 72 * HOUR))
    assert ids(library.related(features_of(a_story("asked", FERRY, 80 * HOUR)))) == ["new", "old"]


def test_lists_only_its_own_language() -> None:
    library = a_library(a_story("english", FERRY, language="en-GB"), a_story("other", FERRY, language="fr"))
    assert ids(library.related(features_of(a_story("asked", FERRY, HOUR, language="en-IN")))) == ["english"]


def test_lists_devanagari_stories_by_their_words() -> None:
    library = a_library(
        a_story("barish", "वेलपुर में भारी बारिश से नदी का जलस्तर बढ़ा, स्कूल बंद रहे।", language="hi"),
        a_story("khel", "अल्बान की टीम ने फुटबॉल प्रतियोगिता जीती, खिलाड़ियों का स्वागत हुआ।", language="hi"),
    )
    asked = a_story("asked", "वेलपुर की नदी में बारिश के बाद जलस्तर घटा, स्कूल खुले।", HOUR, language="hi")
    assert ids(library.related(features_of(asked))) == ["barish"]


def test_a_killed_story_is_in_no_list_at_once() -> None:
    library = a_library(a_story("strike", FERRY), a_story("again", FERRY, HOUR))
    assert library.remove("strike")
    assert not library.remove("strike")
    assert ids(library.related(features_of(a_story("asked", FERRY, 2 * HOUR)))) == ["again"]
    assert not library.holds("strike")


def test_a_killed_story_leaves_the_counts_as_if_it_had_never_come() -> None:
    killed = a_library(a_story("strike", FERRY), a_story("onions", MARKET))
    killed.remove("onions")
    never = a_library(a_story("strike", FERRY))
    asked = features_of(a_story("asked", FERRY + MARKET, HOUR))
    assert killed.weights(asked).tolist() == never.weights(asked).tolist()


def test_a_new_version_takes_the_place_of_the_old() -> None:
    library = a_library(a_story("one", FERRY), a_story("one", MARKET, HOUR))
    assert len(library) == 1
    assert ids(library.related(features_of(a_story("asked", MARKET, 2 * HOUR)))) == ["one"]
    assert library.related(features_of(a_story("asked", FERRY, 2 * HOUR))) == []


def test_keeps_to_the_section_where_one_is_named() -> None:
    library = a_library(a_story("a", FERRY, section="nation"), a_story("b", FERRY, section="business"))
    asked = features_of(a_story("asked", FERRY, HOUR))
    assert ids(library.related(asked, section="business")) == ["b"]
    assert library.related(asked, section="sport") == []


def test_shows_the_same_story_once_and_never_beside_itself() -> None:
    library = a_library(*(a_story(f"{name}{n}", FERRY, n * HOUR) for n, name in enumerate("aabbc")))
    folding = Folding(same=lambda one, other: one[0] == other[0])
    asked = features_of(a_story("c9", FERRY, 9 * HOUR))
    assert ids(library.related(asked, folding=folding)) == ["b3", "a1"]


def test_shows_two_of_a_thread_at_most() -> None:
    library = a_library(*(a_story(f"{n}", FERRY, n * HOUR) for n in range(5)))
    folding = Folding(thread=lambda story: "t" if int(story) > 0 else None)
    asked = features_of(a_story("asked", FERRY, 9 * HOUR))
    assert ids(library.related(asked, folding=folding)) == ["4", "3", "0"]


def test_folded_copies_do_not_crowd_out_what_lies_behind_them() -> None:
    copies = [a_story(f"copy{n}", FERRY, n * HOUR) for n in range(60)]
    library = a_library(a_story("behind", FERRY + " Onion growers waited in Velpur."), *copies)
    folding = Folding(same=lambda one, other: one[:4] == other[:4])
    found = library.related(features_of(a_story("asked", FERRY, 99 * HOUR)), 2, folding=folding)
    assert ids(found) == ["copy59", "behind"]


def test_old_stories_slide_out_of_the_window() -> None:
    library = Library(window=8)
    for number in range(20):
        library.add(a_story(f"s{number}", FERRY, number * HOUR), number)
    found = ids(library.related(features_of(a_story("asked", FERRY, 30 * HOUR)), 20))
    assert sorted(found) == sorted(f"s{number}" for number in range(12, 20))
    assert len(library) == 8
    assert not library.holds("s0")


TEXTS = st.lists(st.sampled_from("ferry strike port pay onion valley market rain river school".split()), max_size=12)


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=24), TEXTS)
def test_a_library_read_back_from_the_ledger_says_the_same_to_the_last_bit(
    told: list[tuple[list[str], bool]], asked: list[str]
) -> None:
    live, kept = Library(window=16), {}
    for number, (text, killed) in enumerate(told):
        story = a_story(f"s{number}", " ".join(text), number * HOUR, section=str(number % 2))
        kept[story.id] = (pack(live.add(story, number)), number)
        if killed:
            live.remove(f"s{number // 2}")
            kept.pop(f"s{number // 2}", None)
    again = Library(window=16)
    for packed, number in kept.values():
        if number >= live.first_number:
            again.add(unpack(packed), number)
    again.advance(len(told) - 1)
    question = features_of(a_story("asked", " ".join(asked), 99 * HOUR))
    assert again.related(question) == live.related(question)
    assert len(again) == len(live)


@given(st.lists(TEXTS, min_size=1, max_size=40), TEXTS, st.integers(1, 4), st.floats(0.1, 100.0))
def test_a_short_list_is_the_beginning_of_a_long_one(
    told: list[list[str]], asked: list[str], most: int, hours_between: float
) -> None:
    library = Library(window=40)
    for number, text in enumerate(told):
        library.add(a_story(f"s{number}", " ".join(text), number * hours_between * HOUR), number)
    question = features_of(a_story("asked", " ".join(asked), 50 * hours_between * HOUR))
    assert library.related(question, most) == library.related(question, 100)[:most]


def test_a_story_without_words_is_related_to_nothing() -> None:
    library = a_library(a_story("empty", ""), a_story("strike", FERRY))
    assert library.related(features_of(a_story("asked", "", HOUR))) == []


def test_a_filed_story_is_asked_about_as_before_it_was_filed() -> None:
    library = a_library(a_story("strike", FERRY), a_story("onions", MARKET))
    story = a_story("talks", FERRY + " Talks began.", HOUR)
    before = library.related(features_of(story))
    assert library.related(library.add(story, 2)) == before


@pytest.mark.parametrize(
    ("cosine", "days", "said"), [(0.4, 1, "event"), (0.4, 40, "background"), (0.15, 1, "background"), (0.07, 1, "none")]
)
def test_the_bond_is_that_of_likeness_and_age(cosine: float, days: float, said: str) -> None:
    assert bond(cosine, days * 24 * HOUR) == said
