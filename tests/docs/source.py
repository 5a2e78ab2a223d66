"""What the source says there is: commands, settings, profile fields, codes, repairs, words."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import msgspec

import nightdesk
from nightdesk import config, terms
from nightdesk.cli import commands

REPOSITORY = Path(__file__).parents[2]
_SOURCE = Path(nightdesk.__file__).parent
_REFUSALS = frozenset(
    {"Spike", "UnknownFormat", "BrokenDelivery", "BrokenItem", "DeliveryError", "FetchFailed", "BodyRefused"}
)
_NOT_OURS = frozenset({"--help"})


def all_commands() -> dict[str, click.Command]:
    """Every command by the words a person types; of a group, what it holds."""
    found: dict[str, click.Command] = {}
    for name, command in commands().commands.items():
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": one for inner, one in command.commands.items()}
        else:
            found[name] = command
    return found


def options_of(command: click.Command) -> set[str]:
    """The options as typed."""
    named = {word for one in command.params if isinstance(one, click.Option) for word in one.opts}
    return {word for word in named if word.startswith("--")} - _NOT_OURS


def settings_tables() -> dict[str, type[msgspec.Struct]]:
    """The tables of nightdesk.toml by their heading."""
    return {
        "[site]": config.SiteTable,
        "[server]": config.ServerTable,
        "[desk]": config.DeskTable,
        "[app]": config.App,
        "[[section]]": config.SectionTable,
        "[[edition]]": config.EditionTable,
        "[epaper]": config.EpaperTable,
        "[[wire]]": config.WireTable,
    }


def fields_of(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Each field with its default as TOML writes it; "required" where there is none."""
    return {field.name: _default(field) for field in msgspec.structs.fields(struct)}


def _default(field: Any) -> str:
    if field.default is not msgspec.NODEFAULT:
        return _toml(field.default)
    if field.default_factory is not msgspec.NODEFAULT:
        return _toml(field.default_factory())
    return "required"


def _toml(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f'`"{value}"`'
    return {(): "`[]`"}.get(value, f"`{value}`") if isinstance(value, tuple) else f"`{value}`"


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(_SOURCE).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(_SOURCE.rglob("*.py"))
    )


def codes() -> set[str]:
    """The codes of everything refused: the first argument wherever a spike or an error of a delivery is made."""
    found = set()
    for _, tree in _trees():
        for call in _calls(tree):
            name = _name_of(call)
            is_inner = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "super().__init__"
            if (name in _REFUSALS or is_inner) and call.args and (text := _text(call.args[0])):
                found.add(text)
    return found


def repairs() -> set[str]:
    """The names of all mendings; one that is handed to a helper is looked for where the helper is called."""
    found = set()
    for _, tree in _trees():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            names = [argument.arg for argument in function.args.args]
            for call in _calls(function):
                if _name_of(call) != "Repair" or not call.args:
                    continue
                first = call.args[0]
                if isinstance(first, ast.JoinedStr):
                    found |= {f"{word}-not-unique" for word in ("guid", "link") if "-not-unique" in ast.unparse(first)}
                elif isinstance(first, ast.Name) and first.id in names:
                    place = names.index(first.id)
                    handed = (one for one in _calls(tree) if _name_of(one) == function.name)
                    found |= {text for one in handed if (text := _text(one.args[place]))}
                elif text := _text(first):
                    found.add(text)
    return found


def remarks() -> set[str]:
    """What `decide` adds to the reasons of a decision beside the rule's own."""
    tree = dict(_trees())["desk/decide.py"]
    calls = (call for call in _calls(tree) if _name_of(call) == "Reason")
    return {text for call in calls if call.args and (text := _text(call.args[0]))}


def log_events() -> set[str]:
    """The fixed words of the log."""
    found = set()
    for _, tree in _trees():
        for call in _calls(tree):
            if ast.unparse(call.func) == "log.event" and (text := _text(call.args[0])):
                found.add(text)
    return found


def error_names() -> set[str]:
    """The classes of errors.py."""
    tree = dict(_trees())["errors.py"]
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def words() -> dict[str, str]:
    """Every public type of `terms/` with the first sentence of its docstring."""
    found = {}
    for module in pkgutil.iter_modules(terms.__path__):
        for name, one in vars(importlib.import_module(f"{terms.__name__}.{module.name}")).items():
            if inspect.isclass(one) and one.__module__.startswith(terms.__name__) and not name.startswith("_"):
                found[name] = " ".join((one.__doc__ or "").split("\n\n")[0].split())
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
