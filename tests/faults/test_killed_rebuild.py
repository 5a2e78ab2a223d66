"""A rebuild that is killed half-way leaves the old site up, the desk's chair free, and nothing for the next night."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.whole_night import doctor_finds, eventually

from newsroom import Newsroom, newsml_g2
from nightdesk.flow import Desk
from nightdesk.shift.house import open_house

_KILLED_HALF_WAY = """
import os, signal, sys
from pathlib import Path
from nightdesk.shift import rebuild
from nightdesk.shift.house import open_house
rebuild._WORTH_HELPERS = 0
house = open_house(Path(sys.argv[1]))
with house.as_desk():
    rebuild.rebuild(house, house.database.read(), lambda done, of: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.slow
def test_a_killed_rebuild_leaves_the_old_site_and_a_free_chair(tmp_path: Path) -> None:
    home = tmp_path / "site"
    room = Newsroom(home)
    room.take_in(*(newsml_g2(f"urn:ews:{number}", 1, f"Story {number}") for number in range(8)))
    room.close()
    before = room.public()
    ended = subprocess.run([sys.executable, "-c", _KILLED_HALF_WAY, str(home)], check=False, timeout=60)
    assert ended.returncode == -9
    assert room.public() == before
    house = open_house(home, lambda: room.now)

    def chair_is_free() -> bool:
        with house.as_desk() as ours:
            return ours

    eventually(chair_is_free, 15)
    desk = Desk(house)
    desk.wake()
    desk.close()
    house.database.close()
    assert room.public() == before
    assert doctor_finds(home) == []
