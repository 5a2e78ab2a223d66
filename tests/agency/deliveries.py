"""Deliveries for tests, samples with their expected items beside them, and the way to the corpus."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from nightdesk.agency.format import Format
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.terms.delivery import Delivery
from nightdesk.terms.item import Item
from nightdesk.terms.reading import Reading

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "wire" / "open"
SEED = CORPUS.parents[2] / "seed" / "wire"

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")


def a_delivery(content: bytes | str, *, name: str = "sample.xml", charset: str = "") -> Delivery:
    """Bytes that came at noon over the wire "ews"."""
    content = content.encode() if isinstance(content, str) else content
    seal = hashlib.sha256(content).hexdigest()
    return Delivery(
        wire="ews", name=name, content=content, seal=seal, received=NOON, transport="folder", charset=charset
    )


def read_file(path: Path, form: Format, profile: Profile | None = None) -> Reading:
    """What the reading stage makes of a file."""
    return read(a_delivery(path.read_bytes(), name=path.name), profile or Profile(), (form,))


def only_item(reading: Reading) -> Item:
    """The one item of a reading that was not refused."""
    assert reading.spike is None, reading.spike
    (item,) = reading.entries
    assert isinstance(item, Item), item
    return item


def as_json(reading: Reading) -> Any:
    """The reading without what stands at its default, as the expected files show it."""
    entries = []
    for entry in reading.entries:
        plain = {name: getattr(entry, name) for name in entry.__struct_fields__}
        defaults = dict(zip(reversed(entry.__struct_fields__), reversed(entry.__struct_defaults__), strict=False))
        shown = {name: value for name, value in plain.items() if name not in defaults or defaults[name] != value}
        entries.append({"is": type(entry).__name__, **shown})
    shown = {"spike": reading.spike, "entries": entries} if reading.spike else {"entries": entries}
    return json.loads(msgspec.json.encode(shown))


def check_sample(path: Path, form: Format) -> None:
    """The sample gives the items in the file beside it; NIGHTDESK_GOLDEN=1 writes that file."""
    found = as_json(read_file(path, form))
    beside = path.with_suffix(".json")
    if os.environ.get("NIGHTDESK_GOLDEN"):
        beside.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(beside.read_text("utf-8"))
