"""Patience with files: settled means the same twice, far enough apart."""

from nightdesk.agency.drop_folder import Print
from nightdesk.agency.patience import LOOK_SECONDS, after_failure, after_look

SMALL, LARGER = Print(1, 100, 5), Print(1, 200, 6)


def test_settled_is_five_seconds_of_the_same_and_not_a_moment_less() -> None:
    waiting = after_look(None, SMALL, now=0.0)
    assert not waiting.has_settled(SMALL, LOOK_SECONDS - 0.01)
    assert waiting.has_settled(SMALL, LOOK_SECONDS)
    assert not waiting.has_settled(LARGER, LOOK_SECONDS)


def test_a_change_begins_the_wait_again() -> None:
    waiting = after_look(after_look(None, SMALL, now=0.0), LARGER, now=4.0)
    assert not waiting.has_settled(LARGER, 8.9)
    assert waiting.has_settled(LARGER, 9.0)


def test_looks_grow_apart_but_never_miss_the_moment_of_settling() -> None:
    now, looks = 0.0, []
    waiting = after_look(None, SMALL, now)
    while not waiting.has_settled(SMALL, now):
        now = waiting.look_at
        looks.append(now)
        waiting = after_look(waiting, SMALL, now)
    assert looks[0] < 1
    assert looks[-1] == LOOK_SECONDS
    assert len(looks) < 10


def test_a_failure_does_not_forget_that_the_file_had_settled() -> None:
    waiting = after_failure(after_look(None, SMALL, now=0.0), now=LOOK_SECONDS)
    assert waiting.look_at > LOOK_SECONDS
    assert waiting.has_settled(SMALL, waiting.look_at)
