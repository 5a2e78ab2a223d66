"""The type of an output: something that goes out beside the pages, made again whenever what it follows has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..terms.page import Page


@dataclass(frozen=True, slots=True)
class Output:
    """`render` is pure and gives the same bytes for the same values.

    An output that follows "front" is `render(site: Site, front: Front)`, called for each front that changed; one that
    follows "site" is `render(site: Site)`, called when the settings changed. A Page with content None says that the
    file must not be there.
    """

    name: str
    follows: Literal["front", "site"]
    render: Callable[..., tuple[Page, ...]]
