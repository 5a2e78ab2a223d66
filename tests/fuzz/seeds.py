"""The documents that are mutated: every sample under `tests/agency/formats`, the sample agencies' day, and pictures."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from nightdesk_sample.day import a_day

SAMPLES = Path(__file__).resolve().parents[1] / "agency" / "formats"
_NO_SAMPLES = {".py", ".md", ".pyc", ".txt"}


@lru_cache
def seeds() -> tuple[tuple[bytes, ...], ...]:
    """The documents, one group a format, so that each format gets the same share whatever number of samples it has."""
    day: dict[str, set[bytes]] = {}
    for sending in a_day(with_pictures=False):  # those are large; a small one has all the parts
        if sending.content:
            day.setdefault(sending.format, set()).add(sending.content)
    ours: dict[str, set[bytes]] = {"picture": set(pictures())}
    for path in sample_files():
        ours.setdefault(path.relative_to(SAMPLES).parts[0], set()).add(path.read_bytes())
    return tuple(tuple(sorted(group)) for _, group in sorted([*day.items(), *ours.items()], key=lambda one: one[0]))


def pictures() -> list[bytes]:
    """A small picture of each kind that is taken in, with what cameras write about themselves."""
    drawn, exif, made = Image.radial_gradient("L").resize((60, 40)).convert("RGB"), Image.Exif(), []
    exif[0x0112], exif[0x013B], exif[0x8298] = 6, "A. Photographer", "(c) EWS"
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        into = io.BytesIO()
        drawn.save(into, kind, **({} if kind == "GIF" else {"exif": exif.tobytes()}))
        made.append(into.getvalue())
    return made


def sample_files() -> list[Path]:
    """The deliveries among the samples; the JSON beside a sample says what it becomes and is none itself."""
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix not in _NO_SAMPLES)
    names = {(path.parent, path.stem) for path in files if path.suffix != ".json"}
    return [path for path in files if path.suffix != ".json" or (path.parent, path.stem) not in names]
