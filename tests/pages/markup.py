"""The Nu checker over every page of a site folder, notices included."""

import json
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from .machine import needed, npm_tools

_CHECK_SECONDS = 900


def markup_errors(public: Path) -> tuple[int, list[str]]:
    """How many pages were checked, and each error as a sentence. Raises Missing without Java or the checker."""
    java = needed("java")
    checker = npm_tools() / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    with tempfile.TemporaryDirectory() as place:
        # 410.html and 451.html are pages like others; twins and assets would only cost time.
        pages = sorted(public.rglob("*.html"))
        for page in pages:
            copy = Path(place) / page.relative_to(public)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
        ran = subprocess.run(
            [java, "-jar", str(checker), "--errors-only", "--format", "json", "--skip-non-html", "--stdout", place],
            capture_output=True,
            text=True,
            timeout=_CHECK_SECONDS,
            check=False,
        )
        if not ran.stdout.startswith("{"):
            raise RuntimeError(f"the Nu checker ended with {ran.returncode} and said: {ran.stderr[-500:]}")
        messages: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    counted = Counter(message["message"] for message in messages)
    first = {message["message"]: message for message in reversed(messages)}
    return len(pages), [
        f"{times} times: {text} ({first[text].get('url', '').rpartition(place)[2]}: {first[text].get('extract', '')!r})"
        for text, times in counted.most_common()
    ]
