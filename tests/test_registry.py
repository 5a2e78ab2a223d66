"""Parts are found on disk; a part that is not one stops the start with its file and the remedy."""

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from nightdesk import registry
from nightdesk.errors import RegistryError


@dataclass(frozen=True)
class Bell:
    """A kind of part, made up for these tests."""

    name: str


@pytest.fixture
def belfry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ModuleType]]:
    """Make a part folder of these files."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def build(**files: str) -> ModuleType:
        folder = tmp_path / "belfry"
        folder.mkdir()
        (folder / "__init__.py").touch()
        for stem, text in files.items():
            (folder / f"{stem}.py").write_text(f"from test_registry_bell import Bell\n{text}\n")
        importlib.invalidate_caches()
        return importlib.import_module("belfry")

    monkeypatch.setitem(sys.modules, "test_registry_bell", sys.modules[__name__])
    yield build
    for name in [name for name in sys.modules if name.partition(".")[0] == "belfry"]:
        del sys.modules[name]


def test_a_file_is_a_part_and_nothing_else_is_edited(belfry: Callable[..., ModuleType]) -> None:
    package = belfry(tenor='BELL = Bell("tenor")', alto='BELL = Bell("alto")', _rope="nothing = 1")
    assert registry.find(package, "BELL", Bell) == {"alto": Bell("alto"), "tenor": Bell("tenor")}


def test_a_file_without_its_declaration_is_named_with_the_remedy(belfry: Callable[..., ModuleType]) -> None:
    package = belfry(tenor='bell = Bell("tenor")')
    with pytest.raises(RegistryError, match=r"belfry/tenor\.py must declare BELL = Bell"):
        registry.find(package, "BELL", Bell)


def test_a_declaration_of_another_type_is_none(belfry: Callable[..., ModuleType]) -> None:
    package = belfry(tenor='BELL = "tenor"')
    with pytest.raises(RegistryError, match=r"belfry/tenor\.py must declare"):
        registry.find(package, "BELL", Bell)


def test_a_name_taken_twice_names_both_files(belfry: Callable[..., ModuleType]) -> None:
    package = belfry(tenor='BELL = Bell("great")', alto='BELL = Bell("great")')
    with pytest.raises(RegistryError, match=r"belfry/tenor\.py: the name 'great' is taken by belfry/alto\.py; rename"):
        registry.find(package, "BELL", Bell)
