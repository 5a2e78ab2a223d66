"""`nightdesk key`: one new key at a time."""

from pathlib import Path

from fakes.site import FOUR, Site, run


def _keys(site: Site) -> list[str]:
    return (site.home / "keys" / "log.vkey").read_text("utf-8").split()


def test_a_new_key_is_made_once_and_then_waits_for_the_desk(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    (first,) = _keys(site)
    assert run("key", "rotate", site.home).code == 0
    new, *old = _keys(site)
    assert old == [first]
    again = run("key", "rotate", site.home)
    assert again.code != 0
    assert "start the desk once" in again.err
    assert _keys(site) == [new, first], "the key that others were told of is still the one"
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-2.xml")
    assert run("key", "rotate", site.home).code == 0
    assert _keys(site)[1:] == [new, first]


def test_a_new_key_that_was_lost_before_it_signed_does_not_stand_in_the_way(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    run("key", "rotate", site.home)
    (site.home / "keys" / "log.key").unlink()
    assert run("key", "rotate", site.home).code == 0
    assert len(_keys(site)) == 3


def test_a_key_that_has_signed_nothing_yet_is_not_changed_for_another(site: Site) -> None:
    assert run("key", "rotate", site.home).code == 0
    assert run("key", "rotate", site.home).code != 0
    assert len(_keys(site)) == 1
