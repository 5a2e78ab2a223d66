"""The proof page of a story: what it said and when, in each version, and how anybody can check it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..terms.leaf import LeafType
from ..terms.page import Page
from ..terms.proof_page import ClosedProof, EntryShown, LivingProof, VersionShown
from ..terms.site import Site
from .assets import CHECK_SCRIPT
from .difference import difference, legend
from .imprint import Imprint, imprint_of
from .lines import agency_name, filled
from .press import printed
from .tape import tape
from .word_diff import WordDiff, word_diff

DIFFERENCES = 5
"""So many of the newest versions are compared with the one before, word by word."""
_MOST_LETTERS = 12_000
"""Of all differences of a page together: what is more is linked and not printed."""
_TAPES = 10
"""So many of the newest versions have their tape: it holds 256 bits that no compression makes less."""
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class _VersionLine:
    """One version, ready to print."""

    head: str
    time: Markup
    span: Markup
    tape: Markup
    changes: Markup
    files: tuple[str, ...]


def proof_page(site: Site, proof: LivingProof | ClosedProof) -> Page:
    """`…/proof/` of a story: beside its page while it is shown, under its lasting id once it has ended."""
    return _living(site, proof) if isinstance(proof, LivingProof) else _closed(site, proof)


def _living(site: Site, proof: LivingProof) -> Page:
    imprint = imprint_of(site)
    words, hours, card = imprint.words.log, imprint.hours, proof.card
    newest = proof.versions[0]
    digits = imprint.words.in_digits
    version, entry = digits(newest.version), imprint.words.number(newest.entry.index)
    received = newest.entry.received or newest.entry.shown or proof.checkpoint.signed
    headline = card.headline or imprint.words.story_of.format(agency=card.agency)
    text = newest.text
    content = printed(
        "proof.html",
        imprint=imprint,
        words=imprint.words,
        say=words,
        title=words.proof_title.format(headline=headline),
        address=f"{site.url}{card.path}proof/",
        story=f"{site.url}{card.path}",
        script=CHECK_SCRIPT,
        card=card,
        headline=headline,
        tongue=imprint.in_language(card.language),
        faces=imprint.faces((card.language,)),
        folio=hours.folio(card.shown),
        answer=filled(
            escape(words.answer),
            version=version,
            agency=agency_name(card.agency),
            time=hours.hour(received, seconds=True),
            date=hours.day(received),
        ),
        answer_more=words.answer_more.format(entry=entry),
        tape=tape(newest.digest, imprint.words.tape),
        n=newest.n,
        digits=digits(_DIGITS),
        steps=(
            escape(words.step_read.format(version=version)),
            escape(words.step_digest),
            escape(words.step_entry.format(entry=entry)),
            filled(escape(words.step_signed), time=hours.hour(proof.checkpoint.signed, seconds=True)),
        ),
        same_more=words.say_same_more.format(version=version),
        times=_times(imprint, proof),
        versions_head=_counted(imprint, len(proof.versions)),
        versions=tuple(_versions(imprint, proof)),
        acts=tuple(_entry(imprint, one) for one in proof.acts),
        digest=newest.digest,
        digest_more=words.digest_more.format(count=imprint.words.number(len(text.blocks) if text else 0)),
    )
    return Page(f"{card.path.strip('/')}/proof/index.html", content)


def _closed(site: Site, proof: ClosedProof) -> Page:
    imprint = imprint_of(site)
    words, hours, stone = imprint.words.log, imprint.hours, proof.tombstone
    content = printed(
        "proof_closed.html",
        imprint=imprint,
        words=imprint.words,
        say=words,
        title=f"{words.closed_question} {site.name}",
        faces=imprint.faces(),
        folio=hours.folio(stone.gone),
        tape=tape("", imprint.words.tape_empty),
        entries_head=words.closed_entries.format(count=imprint.words.number(len(proof.entries))),
        entries=tuple(_entry(imprint, one) for one in proof.entries),
        signed=filled(
            escape(words.closed_signed),
            size=imprint.words.number(proof.checkpoint.size),
            time=hours.exact(proof.checkpoint.signed),
        ),
        notice=f"/{stone.section}/{stone.id}/",
        versions_at=f"/{stone.section}/{stone.id}/versions.json",
    )
    return Page(f"{stone.section}/{stone.id}/proof/index.html", content)


def _times(imprint: Imprint, proof: LivingProof) -> list[tuple[str, Markup]]:
    words, hours, newest = imprint.words.log, imprint.hours, proof.versions[0]
    none = escape(words.time_none)
    moments = [
        (words.time_created, proof.created),
        (words.time_made, newest.made),
        (words.time_received.format(wire=proof.wire), newest.entry.received),
        (words.time_shown, newest.entry.shown),
    ]
    return [(name, hours.exact(at) if at else none) for name, at in moments]


def _counted(imprint: Imprint, count: int) -> str:
    words = imprint.words.log
    return words.versions_one if count == 1 else words.versions.format(count=imprint.words.number(count))


def _versions(imprint: Imprint, proof: LivingProof) -> Iterator[_VersionLine]:
    words, hours = imprint.words.log, imprint.hours
    left, today = _MOST_LETTERS, hours.today(proof.card.shown)
    for place, version in enumerate(proof.versions):
        shown = version.entry.shown or proof.checkpoint.signed
        entry = imprint.words.number(version.entry.index)
        sentence = words.shown_span if version.until else words.shown_since
        times = {"start": hours.second(shown, today), "entry": entry}
        if version.until:
            times["end"] = hours.second(version.until, today)
        older = proof.versions[place + 1] if place + 1 < len(proof.versions) else None
        changes = Markup()
        if older is not None and place < DIFFERENCES and version.text and older.text:
            found = word_diff(older.text, version.text)
            if found.letters <= left:
                left -= found.letters
                changes = _changes(imprint, proof, older, version, found)
            else:
                changes = _sentence(imprint, imprint.words.log.diff_large, older, version)
        digest = version.digest
        files = (f"v{version.n}.txt", f"v{version.n}.tlog-proof") if digest else ()
        yield _VersionLine(
            head=_version_head(imprint, version),
            time=hours.brief(shown, today, seconds=True),
            span=filled(escape(sentence), **times),
            tape=tape(digest, words.old_tape, small=True) if digest and place < _TAPES else Markup(),
            changes=changes if digest else filled("<p>{}</p>", words.version_closed),
            files=files,
        )


def _version_head(imprint: Imprint, version: VersionShown) -> str:
    words = imprint.words.log
    heads: dict[LeafType, str] = {
        "update": words.version_update,
        "correct": words.version_correct,
        "restore": words.version_restore,
        "release": words.version_release,
    }
    head = heads.get(version.entry.type, words.version_publish)
    return head.format(version=imprint.words.in_digits(version.version))


def _changes(imprint: Imprint, proof: LivingProof, older: VersionShown, newer: VersionShown, found: WordDiff) -> Markup:
    say, digits = imprint.words.log, imprint.words.in_digits
    if found.is_empty:
        return _sentence(imprint, say.diff_none, older, newer)
    label = say.diff.format(old=digits(older.version), new=digits(newer.version))
    language = newer.text.language if newer.text and newer.text.language else proof.card.language
    return difference(imprint, found, language, label) + legend(imprint, digits(older.version))


def _sentence(imprint: Imprint, words: str, older: VersionShown, newer: VersionShown) -> Markup:
    digits = imprint.words.in_digits
    return filled("<p>{}</p>", words.format(old=digits(older.version), new=digits(newer.version)))


def _entry(imprint: Imprint, entry: EntryShown) -> tuple[Markup, str, str, Markup]:
    """(time, what it was, its number, received and done) of one entry."""
    words, hours = imprint.words.log, imprint.hours
    kinds: dict[LeafType, str] = {
        "publish": words.entry_publish,
        "update": words.entry_update,
        "correct": words.entry_correct,
        "kill": words.entry_kill,
        "withhold": words.entry_withhold,
        "takedown": words.entry_takedown,
        "restore": words.entry_restore,
        "hold": words.entry_hold,
        "release": words.entry_release,
        "expire": words.entry_expire,
    }
    at = entry.shown or entry.received
    today = hours.today(at) if at else None
    moments = []
    if entry.received:
        moments.append(filled(escape(words.entry_received), time=hours.second(entry.received, today)))
    if entry.shown:
        moments.append(filled(escape(words.entry_shown), time=hours.second(entry.shown, today)))
    return (
        hours.brief(at, None) if at else Markup(),
        kinds.get(entry.type, words.entry_other),
        words.entry.format(entry=imprint.words.number(entry.index)),
        Markup(", ").join(moments),
    )
