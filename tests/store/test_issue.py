"""Table `issue`: an issue is kept as it was decided, and how it stands beside that."""

from datetime import date

from builders import MINUTE, SIX
from nightdesk.store import issue as issue_table
from nightdesk.store.database import Database
from nightdesk.store.issue import Decided, File, Shown
from nightdesk.terms.issue import Budget, LeftOut, PaperCorrection, PaperPage, Piece, Ranked
from nightdesk.terms.site import Edition

MAIN = Edition(slug="main", title="Main edition", cut_off="05:00")
DAY = date(2026, 3, 3)
KEY = ("main", DAY)
PAGE = PaperPage(
    number=1, title="Front", width=842, height=1191, image=b"",
    pieces=(Piece(story="a", x=1, y=2, width=3, height=4),),
)  # fmt: skip
SHOWN = Shown(pages=(PAGE,), left_out=(LeftOut("b", "no room"),), gone=("c",), files={"epaper/x": File("00", 7)})


def _decided(day: date = DAY, number: int = 1, edition: str = "main") -> Decided:
    return Decided(
        edition=edition,
        date=day,
        number=number,
        cut_off=SIX,
        decided=SIX + MINUTE,
        paper=MAIN,
        budget=Budget(ranked=(Ranked(story="a", weight=2.5, reasons=("why",)),), left_out=(LeftOut("b", "folded"),)),
        corrections=(
            PaperCorrection(
                story="d", path="/x/", headline="H", agency="EWS", shown=SIX, printed=date(2026, 3, 2), page=4
            ),
        ),
        size=9,
        note="origin\n9\n",
    )


def test_an_issue_is_due_once_it_is_decided_and_comes_back_as_it_was(ledger: Database) -> None:
    with ledger.write() as connection:
        issue_table.add(connection, _decided(), 5)
    filed = issue_table.get(ledger.read(), KEY)
    assert filed is not None
    assert (filed.decided, filed.state, filed.touched, filed.shown) == (_decided(), "due", 5, Shown())
    assert [one.key for one in issue_table.unset(ledger.read())] == [KEY]
    assert issue_table.get(ledger.read(), ("pune", DAY)) is None


def test_it_is_shown_called_in_and_shown_again(ledger: Database) -> None:
    with ledger.write() as connection:
        issue_table.add(connection, _decided(), 5)
        issue_table.trouble(connection, KEY, "the sheet is torn")
        assert issue_table.unset(connection)[0].trouble == "the sheet is torn"
        issue_table.show(connection, KEY, SHOWN, 6)
    filed = issue_table.get(ledger.read(), KEY)
    assert filed is not None
    assert (filed.state, filed.shown, filed.trouble, filed.touched) == ("shown", SHOWN, "", 6)
    with ledger.write() as connection:
        issue_table.call_in(connection, [KEY], "withdrawn", 8)
        issue_table.refile(connection, KEY, {"epaper/y": File("01", 8)}, 9)
    filed = issue_table.get(ledger.read(), KEY)
    assert filed is not None
    assert (filed.state, filed.touched, filed.shown.files) == ("withdrawn", 9, {"epaper/y": File("01", 8)})
    assert filed.shown.pages == (PAGE,)


def test_what_stands_beside_an_issue_is_what_was_shown(ledger: Database) -> None:
    days = [date(2026, 3, day) for day in (1, 2, 3, 4)]
    with ledger.write() as connection:
        for number, day in enumerate(days, 1):
            issue_table.add(connection, _decided(day, number), number)
        issue_table.add(connection, _decided(days[1], 1, "pune"), 9)
        for day in (days[0], days[3]):
            issue_table.show(connection, ("main", day), SHOWN, 9)
    read = ledger.read()
    assert issue_table.neighbours(read, ("main", days[2])) == (days[0], days[3])
    assert issue_table.neighbours(read, ("pune", days[1])) == (None, None)
    earlier = issue_table.before(read, ("main", days[2]))
    assert earlier is not None
    assert earlier.key == ("main", days[1])
    assert issue_table.newest_number(read, "main") == 4
    assert issue_table.newest_number(read, "kolhapur") == 0
    assert [one.key for one in issue_table.touched_since(read, 9)] == [
        ("main", days[0]), ("main", days[3]), ("pune", days[1])
    ]  # fmt: skip
    assert [one.page_count for one in issue_table.every(read)] == [1, 0, 0, 1, 0]
    assert issue_table.titles(read) == {"main": "Main edition"}
