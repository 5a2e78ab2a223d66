"""One subscription: how its bytes arrive and whose dialect they speak."""

from pathlib import Path
from typing import Any

import msgspec


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """A `[[wire]]` of nightdesk.toml, with paths made absolute.

    `folder` is watched by the folder transport (`<site>/wires/<name>` by default); `url` polled by http every
    `every_seconds`; `secret` keys the signed push, and is named in the settings by the environment variable or file
    that holds it. `private_hosts` lets http poll addresses on private networks. `fetch_pictures` says that pictures
    which items name by their address are fetched. `quiet_minutes` of silence raise an alarm. `overrides` are fields of
    the profile set for this wire alone.
    """

    name: str
    transport: str = "folder"
    profile: str = ""
    agency: str = ""
    provider: str = ""
    folder: Path | None = None
    url: str = ""
    every_seconds: float = 60.0
    headers: dict[str, str] = {}
    secret: str = ""
    private_hosts: bool = False
    fetch_pictures: bool = False
    size_limit_bytes: int = 16 * 1024 * 1024
    quiet_minutes: int = 0
    overrides: dict[str, Any] = {}
