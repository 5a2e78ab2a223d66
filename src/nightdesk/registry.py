"""Parts are found on disk: a file in a part folder is a part, and declares what it is."""

import importlib
import pkgutil
from types import ModuleType
from typing import Any, TypeVar

from .errors import RegistryError

P = TypeVar("P")


def find(package: ModuleType, declaration: str, kind: type[P]) -> dict[str, P]:
    """Every part of `package` by its name, in order of file name.

    Raises RegistryError, naming the file and the remedy, where a module lacks `declaration`, declares something of
    another type, or takes a name that is taken.
    """
    parts: dict[str, P] = {}
    homes: dict[str, str] = {}
    for module in _modules(package):
        file = f"{package.__name__.replace('.', '/')}/{module.__name__.rpartition('.')[2]}.py"
        part = getattr(module, declaration, None)
        if not isinstance(part, kind):
            raise RegistryError(f"{file} must declare {declaration} = {kind.__name__}(…)")
        name: Any = part.name  # type: ignore[attr-defined]  # every part type has a name; Python cannot say so of P
        if name in parts:
            raise RegistryError(f"{file}: the name {name!r} is taken by {homes[name]}; rename one of them")
        parts[name] = part
        homes[name] = file
    return parts


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if not found.name.startswith("_"))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
