"""A sender that does not wait for its answer takes nothing from those who do."""

import asyncio
from pathlib import Path

import pytest

from newsroom import Newsroom, newsml_g2
from nightdesk.shift.keeper import Keeper
from nightdesk.store import delivery as delivery_table
from nightdesk.terms.arrival import Arrival


@pytest.mark.parametrize("moment", ["before its turn", "within its turn"])
def test_the_keeper_goes_on_when_a_transport_gives_up_waiting(tmp_path: Path, moment: str) -> None:
    room = Newsroom(tmp_path)
    keeper = Keeper(room.house)

    async def give_up_and_send_another() -> int:
        impatient = asyncio.ensure_future(keeper.keep(_arrival("1.xml")))
        await asyncio.sleep(0)
        if moment == "within its turn":
            keeper.start()
            with room.house.database.write():  # the keeper waits for this to end
                await asyncio.sleep(0.05)
                impatient.cancel()
                await asyncio.gather(impatient, return_exceptions=True)
        else:
            impatient.cancel()
            await asyncio.gather(impatient, return_exceptions=True)
            keeper.start()
        kept = await asyncio.wait_for(keeper.keep(_arrival("2.xml")), 10)
        return kept.delivery

    delivery = asyncio.run(give_up_and_send_another())
    keeper.stop()
    names = [one.name for one in delivery_table.get(room.house.database.read(), [delivery]).values()]
    assert names == ["2.xml"]
    room.close()


def _arrival(name: str) -> Arrival:
    return Arrival(wire="ews", name=name, content=newsml_g2(f"urn:ews:{name}", 1, name), transport="folder")
