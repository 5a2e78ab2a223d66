"""Adding a part is adding a file and its samples; this holds every part to it."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from nightdesk import registry, tools
from nightdesk.agency import formats, profiles, transports
from nightdesk.agency.format import Format
from nightdesk.agency.profile import Profile
from nightdesk.agency.transport import Transport
from nightdesk.desk import rules
from nightdesk.desk.rule import Rule
from nightdesk.outlet import outputs
from nightdesk.outlet.output import Output

TESTS = Path(__file__).parent
# What a pure part may not reach for: files, sockets, processes, clocks, threads, chance.
_IMPURE = frozenset(
    "asyncio concurrent fcntl glob http multiprocessing os pathlib random secrets shutil signal socket sqlalchemy "
    "sqlite3 subprocess tempfile threading time urllib uuid".split()
)


@dataclass(frozen=True)
class Kind:
    """A kind of part: where it lives, what it declares, and how its samples are found."""

    package: ModuleType
    declaration: str
    type: type[Any]
    has_samples: Callable[[str], bool]
    pure: bool = True


def _mentioned_in(*folders: str) -> Callable[[str], bool]:
    def look(name: str) -> bool:
        files = [file for folder in folders for file in (TESTS / folder).rglob("*.py")]
        return any(f'"{name}"' in file.read_text(encoding="utf-8") for file in files)

    return look


def _is_there(pattern: str) -> Callable[[str], bool]:
    return lambda name: any(TESTS.glob(pattern.format(name=name, stem=_stem(name))))


KINDS = [
    Kind(formats, "FORMAT", Format, _is_there("agency/formats/{stem}/story*")),
    Kind(profiles, "PROFILE", Profile, _mentioned_in("agency")),
    Kind(transports, "TRANSPORT", Transport, _is_there("agency/transports/test_{stem}.py"), pure=False),
    Kind(rules, "RULE", Rule, _is_there("desk/rules/test_{stem}.py")),
    Kind(outputs, "OUTPUT", Output, _is_there("outlet/outputs/{name}/*")),
    Kind(tools, "COMMAND", click.Command, _mentioned_in("tools", "scenarios", "faults", "pages", "fakes"), pure=False),
]


def _stem(name: str) -> str:
    return name.replace("-", "_")


def _parts() -> list[Any]:
    return [
        pytest.param(kind, name, id=f"{kind.package.__name__.rpartition('.')[2]}/{name}")
        for kind in KINDS
        for name in registry.find(kind.package, kind.declaration, kind.type)
    ]


def _file(kind: Kind, name: str) -> Path:
    return Path(next(iter(kind.package.__path__))) / f"{_stem(name)}.py"


@pytest.mark.parametrize(("kind", "name"), _parts())
def test_a_part_has_the_name_of_its_file(kind: Kind, name: str) -> None:
    assert _file(kind, name).exists()


@pytest.mark.parametrize(("kind", "name"), _parts())
def test_a_part_has_samples(kind: Kind, name: str) -> None:
    assert kind.has_samples(name), (
        f"{_file(kind, name)} has no samples or test; see style-examples §2 for where they go"
    )


@pytest.mark.parametrize(("kind", "name"), _parts())
def test_a_part_says_what_it_promises(kind: Kind, name: str) -> None:
    assert ast.get_docstring(ast.parse(_file(kind, name).read_text(encoding="utf-8")))


def _imports(file: Path, package: str) -> set[str]:
    """The absolute names of what a part imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module or "")))
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize(("kind", "name"), _parts())
def test_a_part_never_imports_a_sibling(kind: Kind, name: str) -> None:
    package = kind.package.__name__
    siblings = {f"{package}.{path.stem}" for path in _file(kind, name).parent.glob("*.py")} - {f"{package}.__init__"}
    assert _imports(_file(kind, name), package) & siblings == set()


@pytest.mark.parametrize(("kind", "name"), [part for part in _parts() if part.values[0].pure])
def test_a_pure_part_asks_nothing_of_the_world(kind: Kind, name: str) -> None:
    imported = {one.partition(".")[0] for one in _imports(_file(kind, name), kind.package.__name__)}
    assert imported & _IMPURE == set()
