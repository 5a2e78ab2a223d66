"""What could not be used, and why."""

import msgspec


class Spike(msgspec.Struct, frozen=True):
    """A refusal: `code` is a fixed word, `reason` a sentence with the remedy, `place` the line, field or offset."""

    code: str
    reason: str
    place: str = ""
    guid: str = ""
    headline: str = ""
