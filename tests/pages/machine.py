"""The tools that Python packages cannot bring: found on the machine, or missing by name; npm's in a cache folder."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_INSTALL = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
_INSTALL_SECONDS = 600
_SCRIPT_SECONDS = 3600
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class Missing(Exception):
    """A tool is not here; the text names it and the remedy."""


def needed(*names: str) -> str:
    """The path of the first of these programs that is there. Raises Missing."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise Missing(f"{names[0]} is not installed: `make tools`")


def npm_tools(*, install: bool = True) -> Path:
    """The folder with `node_modules` as package.json asks for, outside of the repository. Raises Missing."""
    needed("node")
    wanted = (_HERE / "package.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "nightdesk" / f"pages-{hashlib.sha256(wanted).hexdigest()[:10]}"
    whole = folder / "whole"
    if whole.exists():
        return folder
    if not install:
        raise Missing("the npm tools are not installed: `make pages` installs them")
    needed("npm")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_bytes(wanted)
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    try:
        subprocess.run(
            _INSTALL, cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=_INSTALL_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = str(error.stderr or error).strip().splitlines()
        raise Missing(f"npm could not install {_HERE / 'package.json'}: {said[-1] if said else error}") from error
    whole.touch()
    return folder


def run_script(name: str, plan: Mapping[str, Any], *, install: bool = True) -> Any:
    """What a script beside this file answers to a plan. Raises Missing where node or Chromium is not here."""
    chromium = needed(*CHROMIUM_NAMES)
    tools = npm_tools(install=install)
    # `import` looks for packages beside the script alone: a copy beside node_modules finds them.
    for script in _HERE.glob("*.js"):
        shutil.copy(script, tools / script.name)
    ran = subprocess.run(
        [needed("node"), str(tools / name)],
        input=json.dumps({**plan, "chromium": chromium}),
        capture_output=True,
        text=True,
        timeout=_SCRIPT_SECONDS,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"{name} ended with {ran.returncode}: {ran.stderr[-2000:]}")
    return json.loads(ran.stdout)
