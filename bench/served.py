"""`serve-cpu`, as `bench/serve.py` measures it, with the bar beside it."""

import contextlib
import io
import json
import os
from collections.abc import Iterator

from .figure import Figure
from .scale import QUICK, Scale

_BARS = {"serve-cpu": 1.3}


def serve_cpu(scale: Scale) -> Iterator[Figure]:
    """CPU of the built-in server for a page, of nginx's for the same page."""
    if scale is QUICK:
        os.environ.update(SECONDS_EACH="1", ROUNDS="1")
    from . import serve  # noqa: PLC0415  # it looks for servers, and reads its settings, when it is imported

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        serve.main()
    for line in said.getvalue().splitlines():
        found = json.loads(line)
        yield Figure(
            name=found["name"],
            value=found["value"],
            unit=found["unit"],
            of=found["of"],
            ratio=found["ratio"],
            bar=_BARS.get(found["name"]),
        )
