"""Invented stories without end: the same number gives the same story, another number gives other words."""

from dataclasses import replace
from random import Random

from .phrases import Beat, Tongue, tongue_of
from .story import NOTICES, Agency, Block, Kind, Story, Take


def compose(
    number: int, *, seed: int, agency: Agency, minute: int, kind: Kind = "new", embargo: int | None = None
) -> Story:
    """Story `number`, with one take, in the agency's language.

    Its last paragraph carries the number, so that no two have the same text; an alert is its first paragraph alone.
    `embargo` is in minutes.
    """
    rng = Random(seed * 1_000_003 + number)
    tongue = tongue_of(agency.language)
    beat = tongue.beats[number % len(tongue.beats)]
    words = _words(rng, tongue, beat, number)
    city = words["city"]
    dateline = tongue.dateline.format(city=city, code=agency.code)
    take = Take(
        version=1,
        at=minute,
        kind=kind,
        headline=_first_up(rng.choice(beat.headlines).format_map(_figures(rng, words))),
        blocks=_copy(rng, tongue, beat, words, dateline)[: 1 if kind == "alert" else None],
        embargo_minutes=embargo,
    )
    return Story(
        key=f"{beat.slug.lower()}-{number:07d}",
        agency=agency.slug,
        slugline=f"{beat.slug}-{number:07d}",
        section=beat.section,
        language=tongue.language,
        place=city,
        country="",
        dateline=dateline,
        byline=agency.name,
        urgency=rng.randint(3, 6),
        medtop=(beat.medtop,),
        keywords=(beat.slug.lower(), city),
        people=(words["person"],),
        organisations=(f"{city} {words['body']}",),
        at=minute,
        takes=(take,),
    )


def next_take(story: Story, *, kind: Kind, minute: int, seed: int) -> Story:
    """The story with one more take: its last copy with a new paragraph, the same again, or a notice."""
    version = story.takes[-1].version + 1
    last = next(take for take in reversed(story.takes) if take.kind not in NOTICES)
    blocks = last.blocks
    if kind in ("new", "urgent", "update", "writethru", "correction"):
        blocks = (*blocks[:1], _addition(Random(f"{seed}:{story.key}:{version}"), story, version), *blocks[1:])
    take = Take(
        version=version,
        at=minute,
        kind=kind,
        headline="" if kind in NOTICES else last.headline,
        blocks=() if kind in NOTICES else blocks,
        correction_note="a figure in the second paragraph." if kind == "correction" else "",
    )
    return replace(story, takes=(*story.takes, take))


def _copy(rng: Random, tongue: Tongue, beat: Beat, words: dict[str, str], dateline: str) -> tuple[Block, ...]:
    patterns = [rng.choice(beat.leads), *rng.sample(beat.middles, rng.randint(2, 4)), rng.choice(tongue.endings)]
    lead, *rest = (_first_up(pattern.format_map(_figures(rng, words))) for pattern in patterns)
    return (Block("p", f"{dateline} {lead}"), *(Block("p", text) for text in rest))


def _addition(rng: Random, story: Story, version: int) -> Block:
    tongue = tongue_of(story.language)
    words = _words(rng, tongue, tongue.beats[0], version)
    return Block("p", _first_up(rng.choice(tongue.updates).format_map(_figures(rng, words))))


def _words(rng: Random, tongue: Tongue, beat: Beat, number: int) -> dict[str, str]:
    return {
        "city": rng.choice(tongue.cities),
        "person": f"{rng.choice(tongue.given)} {rng.choice(tongue.family)}",
        "second": f"{rng.choice(tongue.given)} {rng.choice(tongue.family)}",
        "office": rng.choice(beat.offices),
        "body": rng.choice(beat.bodies),
        "serial": f"{number + 1_000}/{number % 89 + 11}",
    }


def _figures(rng: Random, words: dict[str, str]) -> dict[str, str]:
    """`words` with figures drawn anew, so that a sentence seldom comes twice."""
    draw = rng.random  # a third of the cost of randrange, and this runs for each sentence
    return {
        **words,
        "n": f"{101 + int(draw() * 9_799):,}",
        "m": str(3 + int(draw() * 94)),
        "pct": f"{1.1 + draw() * 47:.1f}",
    }


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
