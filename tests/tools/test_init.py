"""`nightdesk init`."""

from pathlib import Path

from fakes.site import Site, run
from nightdesk import config


def test_makes_a_folder_that_every_other_command_takes(site: Site) -> None:
    assert {one.name for one in site.home.iterdir()} >= {
        "nightdesk.toml",
        "ledger.db",
        "wires",
        "public",
        "media",
        "keys",
    }
    assert (site.home / "keys").stat().st_mode & 0o777 == 0o700
    assert (site.home / "wires" / "ews").is_dir()
    assert [wire.name for wire in config.load(site.home).wires] == ["ews"]
    assert site.run("status").code == 0
    assert site.run("rebuild").code == 0
    site.agrees()


def test_a_wire_named_as_a_shipped_profile_has_that_profile(tmp_path: Path) -> None:
    site = Site(tmp_path, "ians", "other")
    (ran,) = site.run("explain", "--wire", "ians", "--json", site.file(b"<nitf/>")).facts
    assert ran["delivery"]["profile"] == "ians"
    (ran,) = site.run("explain", "--wire", "other", "--json", site.file(b"<nitf/>")).facts
    assert ran["delivery"]["profile"] == "generic"


def test_leaves_a_folder_that_is_a_site_already_as_it_is(site: Site) -> None:
    before = site.settings.read_bytes()
    ran = run("init", site.home, "--wire", "second")
    assert ran.code == 1
    assert "nightdesk.toml is there already" in ran.err
    assert site.settings.read_bytes() == before


def test_refuses_a_wire_name_that_is_no_folder_name(tmp_path: Path) -> None:
    ran = run("init", tmp_path / "new", "--wire", "../up")
    assert ran.code == 1
    assert "'../up'" in ran.err
    assert not (tmp_path / "new").exists()


def test_a_command_without_a_site_says_how_to_make_one(tmp_path: Path) -> None:
    for command in ("status", "doctor", "rebuild", "replay"):
        ran = run(command, tmp_path / "nowhere")
        assert ran.code == 1
        assert "nightdesk init" in ran.err
