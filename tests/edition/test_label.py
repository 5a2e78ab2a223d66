"""The label's wording is a promise with a name: other words take another name."""

import hashlib

import pytest

from nightdesk.edition.catalogue import _CATALOGUES, words_for
from nightdesk.terms.label import LANGUAGES, VERSION, label_id

WORDINGS = {
    "auto-1": {
        "en": "065f1fb572889781",
        "hi": "b2be091fb6d9b17f",
        "mr": "32524aa98aee6960",
        "ur": "f82f03365f6d8150",
    }
}
"""The first 16 hex digits of the SHA-256 of each wording. A new wording is a new line, and VERSION is its name."""

_SENTENCES = ("label", "label_derived", "label_service_one", "label_service_many", "label_active")


def sealed(language: str) -> str:
    words = words_for(language)
    said = "\n".join([*(getattr(words, name) for name in _SENTENCES), words.log.check_this + words.log.stop])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_words_of_the_label_are_those_of_its_version(language: str) -> None:
    assert sealed(language) == WORDINGS[VERSION][language]


def test_every_language_we_speak_has_a_label_of_its_own() -> None:
    assert _CATALOGUES.keys() == LANGUAGES


@pytest.mark.parametrize(
    ("language", "id_"), [("en-IN", "auto-1-en"), ("mr_IN", "auto-1-mr"), ("UR", "auto-1-ur"), ("ta-IN", "auto-1-en")]
)
def test_the_label_is_named_by_version_and_language(language: str, id_: str) -> None:
    assert label_id(language) == id_
