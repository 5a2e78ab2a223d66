"""A newsroom that makes e-papers: its night is told step by step, until every issue that is due is up."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from builders import MINUTE, SIX
from fakes import typesetter
from newsroom import Newsroom, newsml_g2
from nightdesk.store import issue as issue_table
from nightdesk.store.issue import Filed
from nightdesk.terms.item import Item

TEXTS = {
    "bridges": (
        "Engineers closed the Halvorsen bridge at Port Tarrin on Monday after divers found cracks in two piers.",
        "The bridges carry the coast railway, and ferries will take its passengers, harbour master Ilse Maren said.",
    ),
    "roads": (
        "Potholes on the ring at Great Ambley will be filled before the rain, the example council promised again.",
        "It had promised the same of its roads in four of the last five years.",
    ),
    "wells": (
        "Sixteen-year-old Davit Orlo won the chess open at Lake Senn, and gave his prize to dig wells in his valley.",
        "He mated his rival in forty-one moves, after a night on the train.",
    ),
    "plums": (
        "Growers in the hills of Orsova expect half of last summer's harvest, for frost came in the week of blossom.",
        "What is left of the plums is sweeter than ever, they say, and dearer.",
    ),
}
"""Stories that have nothing in common; each has its name in its second sentence."""
FIRST_DAY = date(2026, 3, 3)
"""Of the first issue that has stories of `SIX`."""
CUT_OFF = SIX + timedelta(hours=23)
"""05:00 in India on that day."""
SETTINGS = (
    '[site]\nname = "The Example Post"\nurl = "https://post.example"\n'
    '[[wire]]\nname = "ews"\nagency = "Example Wire"\n[[wire]]\nname = "nib"\nagency = "North Bureau"\n'
)
_PATIENCE_SECONDS = 60


def a_take(name: str, version: int = 1, **facts: object) -> bytes:
    """One of the stories."""
    given = {"headline": f"{TEXTS[name][0].partition(' at ')[0]}, of {name}", "text": TEXTS[name]} | facts
    return newsml_g2(f"urn:{name}", version, **given)  # type: ignore[arg-type]  # handed on as they are


class PressNight(Newsroom):
    """Its issues are set by a stand-in, unless another command is given."""

    def __init__(self, home: Path, settings: str = SETTINGS, *, manner: str = "well") -> None:
        super().__init__(home, settings, now=SIX + MINUTE)
        self.house.typesetter = typesetter.command(manner)
        self.house.sets_papers = True

    def issue(self, day: date = FIRST_DAY, edition: str = "main") -> Filed:
        """As the ledger has it."""
        filed = issue_table.get(self.house.database.read(), (edition, day))
        assert filed is not None
        return filed

    def days(self, edition: str = "main") -> list[date]:
        """The days of which there is an issue."""
        return [one.date for one in issue_table.every(self.house.database.read()) if one.edition == edition]

    def until(self, what: Callable[[], bool]) -> None:
        """The night goes on until it is so."""
        began = time.monotonic()
        while not what():
            assert time.monotonic() - began < _PATIENCE_SECONDS, "the night did not come so far"
            self.desk.step()
            self.desk.afterwards.tell(idle=True)
            time.sleep(0.005)

    def print_all(self) -> None:
        """Every issue that is due is decided and up, and all is told."""
        afterwards = self.desk.afterwards
        self.work()

        def is_done() -> bool:
            afterwards.issues._not_before = 0.0
            return not afterwards._make_papers() and not issue_table.unset(self.house.database.read())

        self.until(is_done)
        self.work()

    def morning(self, *names: str) -> None:
        """Those stories come in, the cut-off passes, and the issue is up."""
        self.take_in(*(a_take(name) for name in names))
        self.now = CUT_OFF + MINUTE
        self.print_all()

    def text_of(self, name: str) -> Item | None:
        """The text that is up."""
        return self.item(self.story(f"urn:{name}").shown_item)
