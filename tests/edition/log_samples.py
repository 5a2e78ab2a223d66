"""Sample proofs and a sample log: the versions of one story, one that was killed, a day of counts."""

import hashlib
from datetime import datetime, timedelta

from edition import samples
from edition.builders import NOW, a_card
from nightdesk.proof.wire_text import digest
from nightdesk.terms.checkpoint_shown import CheckpointShown, Witnessed
from nightdesk.terms.decision import Outcome
from nightdesk.terms.leaf import LeafType, Salts
from nightdesk.terms.log_page import HOURS, KillTimed, LiveHour, LogPage, OutcomeCount, WireDay
from nightdesk.terms.page_leaf import PageLeaf
from nightdesk.terms.proof_page import ClosedProof, EntryShown, LivingProof, VersionShown
from nightdesk.terms.story import Correction
from nightdesk.terms.version_text import VersionText

SALTS = Salts(raw="a1" * 16, text="b2" * 16, head="c3" * 16)
LEAF = PageLeaf(index=48_207, n=3, leaf='{"story":"</script><b>","t":"publish"}', salts=SALTS)
CHECKPOINT = CheckpointShown(
    origin="panchganga.example/log",
    size=48_213,
    root=hashlib.sha256(b"root").hexdigest(),
    signed=NOW + timedelta(seconds=4),
)
WITNESSED = CheckpointShown(
    origin=CHECKPOINT.origin,
    size=CHECKPOINT.size,
    root=CHECKPOINT.root,
    signed=CHECKPOINT.signed,
    witnesses=(
        Witnessed("Ghats University", NOW + timedelta(seconds=9)),
        Witnessed("Sangli Courier", NOW + timedelta(seconds=12)),
    ),
)
NOTE = (
    f"{CHECKPOINT.origin}\n{CHECKPOINT.size}\nUlBmAPZHAEMN0sAmRkRCl4QGkllQl3Aa4coeYKJQg4w=\n\n"
    f"— {CHECKPOINT.origin} {'QUJD' * 23}\n"
)

_TEXTS = (
    VersionText(
        "All 43 aboard Koyna ferry brought ashore after night adrift, collector says",
        (
            "Satara, April 27 (Sahyadri Varta): All 43 people aboard a ferry that drifted overnight on the Koyna "
            "reservoir were brought ashore on Sunday, the district collector said.",
            "The figure includes two crew members who were not on the passenger list, she said.",
            "Nobody was hurt. The cooperative said it would not run evening services until the engine had been "
            "examined.",
        ),
    ),
    VersionText(
        "All 41 aboard Koyna ferry brought ashore after night adrift, collector says",
        (
            "Satara, April 27 (Sahyadri Varta): All 41 people aboard a ferry that drifted overnight on the Koyna "
            "reservoir were brought ashore on Sunday, the district collector said.",
            "Nobody was hurt. The cooperative said it would not run evening services until the engine had been "
            "examined.",
        ),
    ),
    VersionText(
        "Ferry adrift on Koyna reservoir with 41 aboard",
        (
            "Satara, April 27 (Sahyadri Varta): A ferry drifted overnight on the Koyna reservoir, the district "
            "collector said on Sunday.",
        ),
    ),
)


def an_entry(index: int, type_: LeafType, minutes: float) -> EntryShown:
    """An entry of the log, done `minutes` before NOW."""
    done = NOW - timedelta(minutes=minutes)
    return EntryShown(index=index, type=type_, received=done - timedelta(seconds=1), shown=done)


def a_version(
    n: int, type_: LeafType = "update", minutes: float = 30, text: VersionText | None = None, **changed: object
) -> VersionShown:
    """A version that was put up; closed where it has no text."""
    values: dict[str, object] = {
        "n": n,
        "entry": an_entry(48_180 + n, type_, minutes),
        "version": str(n),
        "made": NOW - timedelta(minutes=minutes, seconds=9),
        "digest": digest(text.headline, text.blocks) if text else "",
        "text": text,
    }
    return VersionShown(**{**values, **changed})  # type: ignore[arg-type]


PROOF = LivingProof(
    card=a_card(
        _TEXTS[0].headline,
        29,
        agency="Sahyadri Varta",
        section="maharashtra",
        version="3",
        path="/maharashtra/all-43-aboard-koyna-ferry-0123456789ab/",
        id="0123456789ab",
    ),
    wire="sahyadri",
    created=NOW - timedelta(minutes=94),
    versions=(
        a_version(3, "correct", 29, _TEXTS[0]),
        a_version(2, "update", 71, _TEXTS[1], until=NOW - timedelta(minutes=29)),
        a_version(1, "publish", 93, _TEXTS[2], until=NOW - timedelta(minutes=71)),
    ),
    checkpoint=CHECKPOINT,
)
CAME_BACK = LivingProof(
    card=PROOF.card,
    wire="sahyadri",
    created=None,
    versions=(
        a_version(2, "restore", 10, _TEXTS[0], made=None),
        a_version(1, "publish", 93, until=NOW - timedelta(minutes=71)),
    ),
    acts=(an_entry(48_190, "takedown", 71),),
    checkpoint=CHECKPOINT,
)
CLOSED = ClosedProof(
    tombstone=samples.a_tombstone("killed"),
    entries=(an_entry(48_174, "kill", 198), an_entry(48_102, "update", 204), an_entry(48_098, "publish", 230)),
    checkpoint=CHECKPOINT,
)


def a_long_proof(versions: int, words: int = 400) -> LivingProof:
    """A story that went through many versions, each with a few other words, and some with all."""
    shown = []
    for n in range(versions, 0, -1):
        blocks = tuple(
            " ".join(
                f"word{(place * 7 + block) % 911}" if (place + n) % 23 else f"new{n}x{place}" for place in range(60)
            )
            for block in range(words // 60)
        )
        text = VersionText(f"Headline as it was in version {n}", blocks)
        shown.append(a_version(n, "update" if n > 1 else "publish", 10.0 * (versions - n), text))
    return LivingProof(card=PROOF.card, wire="sahyadri", created=None, versions=tuple(shown), checkpoint=CHECKPOINT)


def a_wire_day(wire: str, most: int, **outcomes: int) -> WireDay:
    """A day that rises towards noon and falls again."""
    received = tuple(max(0, round(most * (1 - abs(hour - 11) / 13))) for hour in range(HOURS))
    ends = {name: count for name, count in outcomes.items() if count}
    ends["published"] = sum(received) - sum(ends.values())
    return WireDay(
        wire=wire,
        received=received,
        outcomes=tuple(OutcomeCount(Outcome(name), count) for name, count in ends.items()),
    )


def a_kill(seconds: float | None, hours: float, agency: str = "Meridian", section: str = "international") -> KillTimed:
    """A kill that came `hours` before NOW."""
    return KillTimed(
        id=f"9killed{int(hours):05}",
        section=section,
        section_title=section.title(),
        agency=agency,
        received=NOW - timedelta(hours=hours),
        seconds=seconds,
        index=48_174 - int(hours),
    )


KILLS = tuple(
    a_kill(seconds, hours, agency)
    for seconds, hours, agency in (
        (1.8, 3.3, "Meridian"),
        (1.4, 59, "Peninsula"),
        (3.1, 190, "Northlight"),
        *((1.1 + 0.1 * place, 200.0 + 40 * place, "Peninsula") for place in range(8)),
    )
)
LOG = LogPage(
    now=NOW,
    checkpoint=WITNESSED,
    wires=(
        a_wire_day("ians", 30, duplicate=29, advisory=5, spiked=1),
        a_wire_day("peninsula", 27, duplicate=31, updated=60, held=1),
        a_wire_day("सह्याद्री", 14, corrected=2, killed=1),
    ),
    kills=KILLS,
    live=tuple(
        LiveHour(
            NOW - timedelta(hours=HOURS - hour),
            0.35 + 0.02 * (hour % 5),
            1.9 if hour == 13 else 0.8 + 0.03 * (hour % 4),
        )
        for hour in range(HOURS)
    ),
    corrections=(
        samples.CORRECTION,
        Correction(story=samples.MARATHI.card, shown=NOW - timedelta(minutes=241), version="2"),
    ),
)
QUIET_LOG = LogPage(
    now=NOW, checkpoint=CheckpointShown(origin=CHECKPOINT.origin, size=1, root=CHECKPOINT.root, signed=NOW)
)
COMPARED = Correction(
    story=PROOF.card,
    shown=NOW - timedelta(minutes=29),
    version="3",
    note="",
    before=_TEXTS[1],
    after=_TEXTS[0],
)


def at(hour: datetime) -> str:
    """06:31:04 as a page of India prints it."""
    return f"{hour + timedelta(hours=5, minutes=30):%H:%M:%S}"
