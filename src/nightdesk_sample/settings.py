"""The `[[wire]]` tables that a site needs to receive all the sample agencies' wires, and the editions of its paper."""

import json
from collections.abc import Sequence
from pathlib import Path

from .story import Agency
from .wires import offers

EDITIONS = """\
[epaper]
cut_off = "23:30"

[[edition]]
slug = "pune"
title = "Pune"
titles = { hi = "पुणे", mr = "पुणे" }
cities = ["Pune"]
cut_off = "23:30"

[[edition]]
slug = "kolhapur"
title = "Kolhapur"
titles = { hi = "कोल्हापुर", mr = "कोल्हापूर" }
cities = ["Kolhapur"]
cut_off = "23:30"
"""
"""TOML: papers of the whole country and of two cities. An evening's cut-off, so that an issue holds one day."""


def demo_settings(
    folder_root: Path, http_base: str, push_secret_env: str, agencies: Sequence[Agency], every_seconds: float = 1.0
) -> str:
    """TOML: folders under `folder_root`, polled addresses under `http_base`, pushes keyed by a variable's value."""
    tables = []
    for offer in offers(agencies):
        pairs: list[tuple[str, object]] = [
            ("name", offer.name),
            ("transport", offer.transport),
            ("agency", offer.agency.name),
            ("provider", offer.provider),
        ]
        if offer.transport == "folder":
            pairs.append(("folder", str(folder_root / offer.name)))
        elif offer.transport == "http":
            pairs += [("url", f"{http_base}/{offer.name}"), ("every_seconds", every_seconds)]
            pairs += [("private_hosts", True), ("fetch_pictures", True)]
        else:
            pairs.append(("secret_env", push_secret_env))
        tables.append("[[wire]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in pairs))
    return "\n".join(tables)


def _toml(value: object) -> str:
    # TOML's basic strings, numbers and booleans are written as JSON's are, DEL aside.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
