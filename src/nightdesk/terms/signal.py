"""What a take means to the story it belongs to."""

from enum import StrEnum


class Signal(StrEnum):
    """Said by the wire (a field, a role, a slug word), or by the desk where the wire says nothing."""

    NEW = "new"
    ALERT = "alert"
    UPDATE = "update"
    WRITETHRU = "writethru"
    CORRECTION = "correction"
    REPEAT = "repeat"
    KILL = "kill"
    WITHHOLD = "withhold"
    HOLD = "hold"
    RELEASE = "release"
    EXPIRE = "expire"
    TAKEDOWN = "takedown"
    RESTORE = "restore"
    UNKILL = "unkill"
    ADVISORY = "advisory"
    TEST = "test"
