"""The settings are typed, unknown keys are refused with the nearest known one, and nothing is followed half."""

import re
from pathlib import Path

import pytest

from nightdesk.config import load, parse
from nightdesk.errors import SettingsError
from nightdesk.shift.house import open_house
from nightdesk.site_folder import SETTINGS, WIRE

HOME = Path("/srv/paper")


def test_an_empty_file_is_a_site_with_sensible_settings() -> None:
    settings = parse("", HOME)
    assert (settings.site.zone, settings.site.zone_label, settings.site.language) == ("Asia/Kolkata", "IST", "en-IN")
    assert (settings.server.host, settings.wires) == ("127.0.0.1", ())
    assert (settings.public, settings.ledger) == (HOME / "public", HOME / "ledger.db")


def test_an_edition_has_an_e_paper_where_it_has_a_cut_off() -> None:
    assert [one.slug for one in parse("", HOME).site.papers] == ["main"]
    text = '[epaper]\ncut_off = ""\n[[edition]]\nslug = "pune"\ntitle = "Pune"\ncut_off = "04:30"\npages = "8"\n'
    (pune,) = parse(text, HOME).site.papers
    assert (pune.slug, pune.cut_off, pune.least_pages, pune.most_pages, pune.pdf) == ("pune", "04:30", 8, 8, True)
    main = parse('[epaper]\ntitle = "All"\npaper = "tabloid"\npdf = false', HOME).site.main
    assert (main.title, main.paper, main.cut_off, main.pdf) == ("All", "tabloid", "05:00", False)


def test_what_init_writes_can_be_read() -> None:
    text = SETTINGS.format(name="The Example Post", url="https://post.example") + WIRE.format(name="ews")
    settings = parse(text, HOME)
    assert settings.site.name == "The Example Post"
    assert [wire.name for wire in settings.wires] == ["ews"]


def test_every_key_that_init_comments_out_is_a_known_one() -> None:
    text = SETTINGS.format(name="The Example Post", url="https://post.example")
    settings = re.compile(r"^# (?=\[|\w+ += )", re.MULTILINE).sub("", text)
    wire = parse(settings, HOME).wires[0]
    assert (wire.name, wire.overrides) == ("ians", {"licence_days": 30, "unkill": "hold"})


def test_a_wire_has_a_folder_of_its_own_below_the_site() -> None:
    folders = {"ews": "", "ians": 'folder = "ftp/ians"', "pti": 'folder = "/in/pti"'}
    wires = parse("\n".join(f'[[wire]]\nname = "{name}"\n{line}' for name, line in folders.items()), HOME).wires
    assert [wire.folder for wire in wires] == [HOME / "wires/ews", HOME / "ftp/ians", Path("/in/pti")]


def test_the_address_has_no_slash_at_its_end() -> None:
    assert parse('[site]\nurl = "https://post.example/"', HOME).site.url == "https://post.example"


def test_a_secret_is_named_and_read_where_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EWS_SECRET", "from the environment")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/ews").write_text("from a file\n")
    text = '[[wire]]\nname = "a"\nsecret_env = "EWS_SECRET"\n[[wire]]\nname = "b"\nsecret_file = "keys/ews"'
    assert [wire.secret for wire in parse(text, tmp_path).wires] == ["from the environment", "from a file"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[sit]\nname = "x"', "unknown key 'sit'.*did you mean 'site'"),
        ('[site]\nnme = "x"', r"unknown key 'nme' in \[site\]; did you mean 'name'"),
        ('[[wire]]\nname = "x"\ntransprot = "http"', r"unknown key 'transprot' in \[wire\]; did you mean 'transport'"),
        ('[[wire]]\nname = "x"\n[wire.overide]\nzone = ""', "did you mean 'override'"),
        ("[server]\nqqqq = 1", "known keys are host, port"),
        ("[site]\nname = 3", "Expected `str`, got `int`"),
        ("[[wire]]\ntransport = 'folder'", "required field `name`"),
        ("site = [", "Unclosed|Invalid"),
        ('[[wire]]\nname = "../x"', "use a-z, 0-9 and -"),
        ('[[wire]]\nname = "x"\n[[wire]]\nname = "x"', r"\[\[wire\]\] 'x' stands there twice"),
        ('[[wire]]\nname = "x"\ntransport = "http"', "needs url"),
        ('[[wire]]\nname = "x"\nevery_seconds = 0', "every_seconds = 0.0: it must be more than 0"),
        ('[[wire]]\nname = "x"\nevery_seconds = nan', "every_seconds = nan"),
        ('[[wire]]\nname = "x"\nsize_limit_bytes = -1', "size_limit_bytes = -1"),
        ('[[wire]]\nname = "x"\nsecret_file = "keys/none"', "secret_file cannot be read"),
        ('[[section]]\nslug = "../x"\ntitle = "X"', "use a-z, 0-9 and -"),
        ('[[section]]\nslug = "latest"\ntitle = "X"', "/latest/ is a page of the site's own"),
        ('[[section]]\nslug = "a"\ntitle = "A"\n[[section]]\nslug = "a"\ntitle = "B"', "stands there twice"),
        ('[[edition]]\nslug = "a/b"\ntitle = "X"', "use a-z, 0-9 and -"),
        ('[[edition]]\nslug = "pune"\ntitle = "P"\nzone = "Asia/Pune"', "use an IANA name"),
        ('[[edition]]\nslug = "main"\ntitle = "M"', "that is the main edition; its e-paper is .epaper."),
        (
            '[[edition]]\nslug = "pune"\ntitle = "P"\ncut_off = "5"',
            "pune: cut_off '5': write a time of day",
        ),
        ('[epaper]\ncut_off = "24:00"', "cut_off '24:00': write a time of day"),
        ('[epaper]\npaper = "a2"', "paper 'a2': there are a3 and tabloid"),
        ("[epaper]\ncolumns = 7", "columns = 7: from 4 to 6"),
        ('[epaper]\npages = "0-8"', "pages '0-8': write the fewest and the most"),
        ('[epaper]\npages = "8-4"', "pages '8-4': write the fewest and the most"),
        ('[epaper]\npages = "2-65"', "of 1 to 64"),
        ('[epaper]\ncutoff = "05:00"', "did you mean 'cut_off'?"),
        ('[site]\nzone = "IST"', "use an IANA name, as Asia/Kolkata"),
        ('[site]\nurl = "post.example"', "write the whole address"),
        ("[server]\nport = 70000", "65535"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_place_and_remedy(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        parse(text, HOME, "nightdesk.toml")
    assert str(refused.value).startswith("nightdesk.toml: ")


def test_no_settings_at_all_name_the_command_that_makes_them(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nightdesk init"):
        load(tmp_path)


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "nightdesk.toml").write_bytes(b"[site]\nname = '\xff'\n")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("wire", "said"),
    [
        ('transport = "pigeon"', "no transport 'pigeon'; known are folder, http, push"),
        ('profile = "nobody"', "no profile 'nobody'; known are .*generic"),
        ("[wire.override]\nunkil = 'auto'", "unkil"),
        ("[wire.override]\nunkill = 'sometimes'", "sometimes"),
    ],
)
def test_a_wrong_wire_is_said_at_the_start_not_at_the_first_delivery(tmp_path: Path, wire: str, said: str) -> None:
    (tmp_path / "nightdesk.toml").write_text(f'[[wire]]\nname = "ews"\n{wire}\n')
    with pytest.raises(SettingsError, match=said):
        open_house(tmp_path, create=True)
