"""The documents name everything there is, lead somewhere, and show what the program really says."""

import re
from pathlib import Path

import msgspec
import pytest

from nightdesk import registry
from nightdesk.agency import formats, transports
from nightdesk.agency.format import Format
from nightdesk.agency.profile import Profile
from nightdesk.agency.transport import Transport
from nightdesk.desk import rules
from nightdesk.desk.rule import Rule
from nightdesk.outlet import outputs
from nightdesk.outlet.output import Output
from nightdesk.terms.decision import Outcome
from nightdesk.terms.story import State

from . import source
from .console import Terminal, difference
from .pages import anchors, console_blocks, documents, first_names, links, reference, rows, section

_RUN = [page for page in documents() if list(console_blocks(page.read_text("utf-8")))]
_MACHINE = re.compile(r"/wor[k]/|/tmp/|/root/|/home/|//registry", re.IGNORECASE)


def _called(page: Path) -> str:
    return page.relative_to(source.REPOSITORY).as_posix()


# Reference


@pytest.mark.parametrize("name", source.all_commands())
def test_every_command_has_its_section_and_every_option_its_word(name: str) -> None:
    told = section(reference("commands.md"), name)
    assert told, f"docs/reference/commands.md lacks a section {name!r}"
    command = source.all_commands()[name]
    named = set(re.findall(r"--[a-z-]+", told))
    assert named >= source.options_of(command)
    assert f"`nightdesk {name}" in told


def test_no_command_is_told_of_that_is_not_there() -> None:
    text = reference("commands.md")
    told = set(re.findall(r"^`nightdesk ((?:[a-z]+ )*[a-z]+)", text, re.MULTILINE))
    assert told == set(source.all_commands())
    for name, command in source.all_commands().items():
        usage = section(text, name).strip().splitlines()[0]
        assert set(re.findall(r"--[a-z-]+", usage)) <= source.options_of(command), name


@pytest.mark.parametrize("heading", source.settings_tables())
def test_every_settings_key_stands_with_its_default(heading: str) -> None:
    fields = source.fields_of(source.settings_tables()[heading])
    told = rows(section(reference("settings.md"), heading))
    assert {row[0].strip("`"): row[2] for row in told if row[0].startswith("`")} == fields


def test_every_table_of_the_settings_is_told() -> None:
    assert set(re.findall(r"^## (\[.*\])$", reference("settings.md"), re.MULTILINE)) == set(source.settings_tables())
    held = {field.name for field in msgspec.structs.fields(source.config._Document)}
    assert {heading.strip("[]") for heading in source.settings_tables()} == held


def test_every_profile_field_stands_with_its_default() -> None:
    told = {row[0].strip("`"): row[2] for row in rows(reference("profiles.md")) if row[0].startswith("`")}
    assert told == source.fields_of(Profile)


def test_every_rule_stands_in_its_place() -> None:
    found = sorted(registry.find(rules, "RULE", Rule).values(), key=lambda rule: rule.place)
    told = [(int(row[0]), row[1].strip("`")) for row in rows(reference("rules.md")) if row[0].isdigit()]
    assert told == [(rule.place, rule.name) for rule in found]
    possible = {outcome.value for outcome in Outcome}
    for row in rows(reference("rules.md")):
        if row[0].isdigit():
            assert set(re.findall(r"`([^`]+)`", row[3])) <= possible, row
    assert source.remarks() | {"fidelity"} <= set(first_names(reference("rules.md")))


def test_every_outcome_and_state_is_told() -> None:
    text = reference("outcomes.md")
    assert first_names(text) == [outcome.value for outcome in Outcome]
    assert all(f"`{state.value}`" in text for state in State)


def test_every_format_and_repair_is_told() -> None:
    text = reference("formats.md")
    known = {one.name for one in registry.find(formats, "FORMAT", Format).values()}
    assert set(first_names(text.partition("## Where")[0])) == known
    assert set(re.findall(r"`([a-z0-9-]+)`", text.partition("| field |")[2].splitlines()[0])) == known
    assert set(first_names(section(text, "Repairs"))) == source.repairs()


def test_every_spike_and_error_is_told() -> None:
    spikes, _, errors = reference("spikes.md").partition("## Errors of the house")
    assert set(first_names(spikes)) == source.codes()
    assert {name for name in source.error_names() if f"`{name}`" not in errors} == set()


def test_every_output_and_transport_is_told() -> None:
    told = first_names(section(reference("addresses.md"), "Outputs"))
    assert set(told) == {one.name for one in registry.find(outputs, "OUTPUT", Output).values()}
    kinds = next(row[3] for row in rows(reference("settings.md")) if row[0] == "`transport`")
    for name in registry.find(transports, "TRANSPORT", Transport):
        assert f"`{name}`" in kinds


def test_every_log_event_is_told() -> None:
    assert set(first_names(section(reference("commands.md"), "The log"))) == source.log_events()


def test_the_glossary_says_of_each_type_what_the_source_says() -> None:
    told = {row[0].strip("`"): row[1] for row in rows(section(reference("glossary.md"), "Types")) if row[0][0] == "`"}
    assert told == {name: text.replace("|", "\\|") for name, text in source.words().items()}


# Every document


@pytest.mark.parametrize("page", documents(), ids=_called)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in links(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{_called(page)}: {target}"
        assert found.is_relative_to(source.REPOSITORY), f"{_called(page)}: {target}"
        if anchor:
            assert anchor in anchors(found.read_text("utf-8")), f"{_called(page)}: {target}"


@pytest.mark.parametrize("page", documents(), ids=_called)
def test_no_document_speaks_of_the_machine_it_was_written_on(page: Path) -> None:
    assert _MACHINE.findall(page.read_text("utf-8")) == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    start = source.REPOSITORY / "README.md"
    seen, waiting = {start}, [start]
    while waiting:
        page = waiting.pop()
        for target in links(page.read_text("utf-8")):
            found = (page.parent / target.partition("#")[0]).resolve()
            pages = [*found.glob("*.md")] if found.is_dir() else [found] if found.suffix == ".md" else []
            waiting += [one for one in pages if one.exists() and one not in seen]
            seen.update(one for one in pages if one.exists())
    assert {_called(page) for page in documents() if page not in seen and "samples" not in page.parts} == set()


@pytest.mark.parametrize("page", _RUN, ids=_called)
def test_what_is_shown_on_the_terminal_is_what_the_program_does(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Terminal(tmp_path, monkeypatch) as terminal:
        for block in console_blocks(page.read_text("utf-8")):
            terminal.play(block)


def test_readme_tutorial_and_every_how_to_with_commands_of_ours_are_run() -> None:
    told = {_called(page) for page in _RUN}
    assert {"README.md", "docs/tutorial/first-site.md"} <= told
    assert {name for name in told if name.startswith("docs/how-to/")} >= {
        f"docs/how-to/{name}.md"
        for name in ("add-an-agency", "kill-at-night", "run-behind-nginx", "backup-and-move", "replay-after-a-fix")
    }


@pytest.mark.parametrize(
    ("shown", "said", "agree"),
    [
        (["a"], ["a"], True),
        (["a"], ["a", "b"], False),
        (["a…z"], ["a to z"], True),
        (["a", "…"], ["a", "b", "c"], True),
        (["…", "c"], ["a", "b", "c"], True),
        (["…", "b"], ["a", "b", "c"], False),
        (["a", "c"], ["a", "b", "c"], False),
        (["a", "b"], ["a"], False),
        ([], ["anything"], True),
    ],
)
def test_what_is_shown_is_held_to_what_is_said(shown: list[str], said: list[str], agree: bool) -> None:
    assert (difference(shown, said) == "") is agree
