"""The Check button in a real browser, under the real headers, answers as the second verifier does."""

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from nightdesk.edition.assets import CHECK_SCRIPT, asset_pages
from nightdesk.proof.tape_path import tape_path
from nightdesk.serve.headers import security_headers
from nightdesk.serve.media_types import media_type
from nightdesk.verifier import check_page
from pages.machine import CHROMIUM_NAMES, Missing, needed, npm_tools

from .logged_site import ORIGIN, OTHER_SECRET, Logged, logged, signed, vkey
from .page_changes import LATIN, PAGE_CHANGES, PLAIN, SAVED
from .stories import STORIES

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("check_button.js")
SENTENCES = ("busy", "same", "newer", "other", "unable", "unsigned", "gone")
OLD_DIGEST = "0" * 64


@dataclass(frozen=True)
class Case:
    """A site with one story. `touch` is done to its files once written; `old` is a browser without Ed25519."""

    name: str
    logged: Logged
    touch: Callable[[Path], object] = lambda folder: None
    keys: str | None = None
    speaks_of: int = 3
    old: bool = False


def proof_page(case: Case, root: str) -> str:
    """A proof page with nothing in it but what check.js is promised."""
    sentences = "".join(f'<p data-say="{key}"><strong>{key}.</strong> <time></time></p>' for key in SENTENCES)
    digest = case.logged.story.digest
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Proof</title><link rel="icon" href="/icon.png">
<script src="{CHECK_SCRIPT}" defer></script></head>
<body><div id="check" data-state="ready" data-n="{case.speaks_of}" data-digest="{digest}" data-story="../"
 data-log="{root}/log/" data-zone="Asia/Kolkata" data-digits="०१२३४५६७८९">
<svg viewBox="0 0 312 40"><path class="holes" d="{tape_path(OLD_DIGEST)}"/></svg>
<button type="button" id="check-button" data-busy="Checking" data-again="Check again">Check now</button>
<span id="check-says" role="status">Ready</span>
<ol id="check-steps"><li>1</li><li>2</li><li>3</li><li>4</li></ol>
<div id="check-words" hidden>{sentences}</div></div></body></html>"""


def change_json(file: Path, change: Callable[[Any], object]) -> None:
    told = json.loads(file.read_text("utf-8"))
    change(told)
    file.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def with_a_newer_version(folder: Path) -> None:
    change_json(folder / "versions.json", lambda told: told["leaves"].append({**told["leaves"][0], "n": 4}))


def closed(folder: Path) -> None:
    nothing = {"salts": None, "text": None, "proof": None}
    change_json(folder / "versions.json", lambda told: told["leaves"][0].update(nothing))


def with_checkpoint(other: Logged) -> Callable[[Path], object]:
    return lambda folder: (folder.parents[1] / "log" / "checkpoint").write_text(other.checkpoint, "utf-8")


def proof_changed(at: int) -> Callable[[Path], object]:
    def touch(folder: Path) -> None:
        file = folder / "v3.tlog-proof"
        proof = file.read_text("utf-8")
        file.write_text(proof[:at] + ("1" if proof[at] != "1" else "2") + proof[at + 1 :], "utf-8")

    return touch


PROOF_LENGTH = len(LATIN.proof)
WITNESSED = LATIN.but(more_signatures=signed("whatever", "witness.example", OTHER_SECRET))

# What check_page.py can judge too: both have to say the same.
ALIKE = [
    *(Case(story.name, logged(story)) for story in STORIES),
    *(Case(f"page {old[:20]} {new[:60]}", LATIN.but(changes=((old, new),))) for old, new in PAGE_CHANGES),
    *(Case(f"plain {new[-40:]}", LATIN.but(changes=((old, new),))) for old, new in [*PLAIN, *SAVED]),
    *(Case(f"proof at {at}", LATIN, touch=proof_changed(at)) for at in range(0, PROOF_LENGTH, PROOF_LENGTH // 24)),
    *(Case(f"tree {index} of {size}", LATIN.but(size=size, index=index)) for size, index in ((1, 0), (2, 1), (70, 64))),
    *(Case(f"leaf {kind}", LATIN.but_leaf(t=kind)) for kind in ("restore", "kill", "expire")),
    Case("leaf url", LATIN.but_leaf(url="/national/7k2m9q4wxz32")),
    Case("leaf text", LATIN.but_leaf(text=None)),
    Case("leaf blocks", LATIN.but_leaf(text={**LATIN.leaf_fields["text"], "blocks": 3})),
    Case("leaf spaced", LATIN.but(leaf_text=LATIN.leaf.replace(":", ": ", 1))),
    Case("leaf twice", LATIN.but(leaf_text=LATIN.leaf.replace('"v":1', '"v":1,"v":1'))),
    Case("witness", WITNESSED, keys=f"{vkey()}\n{vkey('witness.example', OTHER_SECRET, kind=4)}\n"),
    Case("older key", LATIN, keys=f"{vkey(ORIGIN, OTHER_SECRET)}\n{vkey()}\n"),
    Case("another key", LATIN, keys=vkey(ORIGIN, OTHER_SECRET)),
    Case("another log", LATIN.but(origin="other.example/log")),
]

# What only the reader's browser sees.
FORK = LATIN.but_leaf(why="forked")
ONLINE = {
    "newer": Case("newer", LATIN, touch=with_a_newer_version),
    "newer, the page went on": Case("went on", LATIN, speaks_of=2),
    "gone": Case("gone", LATIN, touch=closed),
    "unable, no proof": Case("no proof", LATIN, touch=lambda folder: (folder / "v3.tlog-proof").unlink()),
    "unable, no page": Case("no page", LATIN, touch=lambda folder: (folder / "index.html").unlink()),
    "unable, old checkpoint": Case("old checkpoint", LATIN, touch=with_checkpoint(LATIN.but(size=10))),
    "other, forked": Case("forked", LATIN, touch=with_checkpoint(FORK)),
    "other, checkpoint by another": Case("by another", LATIN, touch=with_checkpoint(LATIN.but(secret=OTHER_SECRET))),
    "same, log has grown": Case("grown", LATIN, touch=with_checkpoint(LATIN.but(size=40))),
    "unsigned": Case("unsigned", LATIN, old=True),
    "other, unsigned too": Case("both", LATIN, touch=proof_changed(LATIN.proof.index("\n\n") - 5), old=True),
}


class Handler(SimpleHTTPRequestHandler):
    """Static files with the headers and types that the product's own server sends."""

    def end_headers(self) -> None:
        for name, value in security_headers("http://127.0.0.1"):
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return media_type(Path(path).name)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(public: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(public))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def pressed(public: Path, cases: list[Case]) -> list[dict[str, Any]]:
    """What the browser found for each, with check_page.py's exit code as `exit`."""
    try:
        node, chromium, tools = needed("node"), needed(*CHROMIUM_NAMES), npm_tools(install=False)
    except Missing as missing:
        pytest.skip(str(missing))
    for asset in asset_pages():
        if asset.path == CHECK_SCRIPT.lstrip("/"):
            (public / "assets").mkdir()
            (public / asset.path).write_bytes(asset.content or b"")
    plan: dict[str, Any] = {"chromium": chromium, "cases": []}
    exits = []
    for number, case in enumerate(cases):
        page = case.logged.write(public / f"c{number}", keys=case.keys)
        (page.parent / "proof").mkdir()
        (page.parent / "proof" / "index.html").write_text(proof_page(case, f"/c{number}"), "utf-8")
        case.touch(page.parent)
        exits.append(check_page.main([str(page)]))
        plan["cases"].append({"path": f"/{page.parent.relative_to(public)}/proof/", "old": case.old})
    with serving(public) as plan["origin"]:
        ran = subprocess.run(
            [node, str(SCRIPT)],
            input=json.dumps(plan),
            env={**os.environ, "NODE_PATH": str(tools / "node_modules")},
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr[-2000:]
        found = json.loads(ran.stdout)
        for case, one in zip(cases, found, strict=True):
            assert {url[: len(plan["origin"])] for url in one["requests"]} == {plan["origin"]}
            # The site's own policy blocks a style that somebody puts into a page, and the browser says so.
            assert one["complaints"] == [] or (
                "style" in case.name and "Content Security Policy" in one["complaints"][0]
            )
            assert one["before"] == "ready"
            assert (one["button"], one["waits"]) == ("Check again", "false")
    return [{**one, "exit": code} for one, code in zip(found, exits, strict=True)]


def test_the_button_and_the_script_answer_alike(tmp_path: Path) -> None:
    found = pressed(tmp_path, ALIKE)
    answers = {case.name: (one["state"], one["exit"]) for case, one in zip(ALIKE, found, strict=True)}
    assert {name: said for name, said in answers.items() if said not in {("same", 0), ("other", 1)}} == {}
    assert sum(one["state"] == "same" for one in found) > len(STORIES)
    for case, one in zip(ALIKE, found, strict=True):
        assert one["done"] == 4 if one["state"] == "same" else one["done"] < 4, case.name
        assert one["says"].startswith(one["state"])
        if one["state"] == "same":
            assert one["holes"] == tape_path(case.logged.story.digest)


def test_the_button_tells_what_only_a_reader_on_line_can_see(tmp_path: Path) -> None:
    found = pressed(tmp_path, list(ONLINE.values()))
    sentences = {name: one["says"].split(".")[0] for name, one in zip(ONLINE, found, strict=True)}
    assert sentences == {name: name.split(",")[0] for name in ONLINE}
    states = {one["says"].split(".")[0]: one["state"] for one in found}
    assert (states["gone"], states["unsigned"]) == ("unable", "unable")
    hour = found[0]["says"].split(" ")[1]
    assert [len(part) for part in hour.split(":")] == [2, 2, 2]
    assert set(hour) <= set("०१२३४५६७८९:")
