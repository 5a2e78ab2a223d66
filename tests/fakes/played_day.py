"""The sample agencies' day, played in order through the whole house, without waiting for anything."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from nightdesk import demo_day
from nightdesk.agency.read import PICTURE
from nightdesk.config import FILE_NAME
from nightdesk.flow import Desk
from nightdesk.shift.house import House, open_house
from nightdesk.shift.keeper import keep_now
from nightdesk.store import decision, reading, story
from nightdesk.terms.arrival import Arrival
from nightdesk_sample.day import a_day
from nightdesk_sample.sending import Sending

UNSEEN = "unseen"
"""What a transport itself drops never reaches the desk: tests of the transports look at those."""


class PlayedDay:
    """The house after the day, with how each sending ended. `close` ends it."""

    def __init__(
        self,
        home: Path,
        *,
        url: str = "http://127.0.0.1:8080",
        settings: str = "",
        first: Sequence[Arrival] = (),
        with_drills: bool = True,
        with_pictures: bool = True,
    ) -> None:
        day = a_day(with_drills=with_drills, with_pictures=with_pictures)
        self.plan = [sending for sending in day if sending.expect != UNSEEN]
        self.now = self.plan[0].at
        demo_day.fresh_site(home, "http://127.0.0.1:9", url)
        with (home / FILE_NAME).open("a", encoding="utf-8") as file:
            file.write(settings)
        self.house: House = open_house(home, self._clock, create=True)
        self.desk = Desk(self.house)
        self.desk.wake()
        for arrival in first:
            self.take_in(arrival)
        self.outcomes = [self._play(sending) for sending in self.plan]
        self.desk.afterwards.tell_all()

    def take_in(self, arrival: Arrival) -> int:
        """Carry one arrival as far as it goes; the number of its delivery."""
        kept = keep_now(self.house, [arrival])[0]
        while self.desk.step():
            pass
        return kept.delivery

    def close(self) -> None:
        """All surfaces are told, and the ledger is let go."""
        self.desk.close()
        self.house.database.close()

    def _clock(self) -> datetime:
        return self.now.astimezone(UTC)

    def _play(self, sending: Sending) -> list[str]:
        self.now = max(self.now, sending.at)
        arrival = Arrival(wire=sending.wire, name=sending.name, content=sending.content, transport=sending.transport)
        delivery = self.take_in(arrival)
        connection = self.house.database.read()
        read = reading.get(connection, delivery)
        assert read is not None
        if read.spike:
            return ["spiked"]
        if read.format == PICTURE:
            return [PICTURE]
        decided = decision.of_delivery(connection, delivery)
        stories = story.get(connection, [one.story for one in decided])
        return [
            one.outcome.value
            for one in decided
            if one.outcome.value == "spiked" or stories[one.story].record.guid == sending.guid
        ]
