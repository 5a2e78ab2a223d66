"""Every page of a large site by both verifiers, and each of them changed; with --browser by the Check button, too:
all as they are, then all changed in one way each.

python -m tests.verifier.thousand [--pages 1000] [--browser]
"""

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from random import Random

from nightdesk.by_hand import carry
from nightdesk.shift.house import open_house
from nightdesk.terms.arrival import Arrival
from nightdesk_sample.generator import Mix, generate

from ..pages import odd_copy
from ..pages.machine import CHROMIUM_NAMES, needed, npm_tools
from ..pages.served import served
from .test_same_answers import agreed

_NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
_CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "wire"
_FORMATS = (".xml", ".json", ".rss", ".atom", ".nitf")
_SETTINGS = '[site]\nname = "The Thousand"\nurl = "{url}"\n[[wire]]\nname = "mixed"\n' + odd_copy.SETTINGS


def _arrivals(count: int) -> Iterator[Arrival]:
    """Real files where there are some, what the sample day lacks, and generated copy in all formats."""
    if _CORPORA.is_dir():
        for file in sorted(path for path in _CORPORA.rglob("*") if path.suffix in _FORMATS and path.is_file()):
            if file.stat().st_size < 1 << 20:
                yield Arrival(wire="mixed", name=file.name, content=file.read_bytes(), transport="folder")
    yield from odd_copy.early(_NOW)
    mix = Mix(updates=0.1, corrections=0.05, kills=0, embargoes=0, repeats=0)
    for sending in generate(count, seed=5, mix=mix, start=_NOW):
        yield Arrival(wire="mixed", name=sending.name, content=sending.content, transport="folder")


def _pages(public: Path) -> list[Path]:
    found = (file.parent / "index.html" for file in public.rglob("versions.json"))
    return sorted(page for page in found if page.exists() and b'id="wire-leaf"' in page.read_bytes())


def _changed(page: bytes, proof: bytes, chance: Random) -> Iterator[tuple[bytes, bytes]]:
    """One letter of the text, of the headline, of the leaf, and of the proof."""
    for pattern in (rb'id="agency-text"[^>]*>\s*(?:<[a-z][^>]*>\s*)*([^<&\s])', rb'data-wire="h"[^>]*>([^<&\s])'):
        found = re.search(pattern, page)
        if found:
            at = found.start(1)
            yield page[:at] + (b"Q" if page[at : at + 1] != b"Q" else b"Z") + page[at + 1 :], proof
    at = page.index(b'id="wire-leaf"') + 60
    yield page[:at] + bytes([page[at] ^ 1]) + page[at + 1 :], proof
    at = chance.randrange(len(proof))
    yield page, proof[:at] + bytes([proof[at] ^ 1]) + proof[at + 1 :]


def _change_each(pages: list[Path], chance: Random) -> None:
    """Put a changed page or proof in place of each; the kinds of change take turns."""
    for number, page in enumerate(pages):
        content = page.read_bytes()
        proof = page.parent / f"v{_shown(content)}.tlog-proof"
        changes = list(_changed(content, proof.read_bytes(), chance))
        page_now, proof_now = changes[number % len(changes)]
        page.write_bytes(page_now)
        proof.write_bytes(proof_now)
        for twin in (".br", ".gz"):
            page.with_name(page.name + twin).unlink(missing_ok=True)


def _shown(page: bytes) -> int:
    """The number of the text that the page shows."""
    number: int = json.loads(re.findall(rb'id="wire-leaf">(.*?)</script>', page)[0])["n"]
    return number


def main() -> int:
    """Exit 0 when all agree, and no changed page is taken for the same."""
    parser = argparse.ArgumentParser(prog="python -m tests.verifier.thousand", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--browser", action="store_true")
    asked = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="nightdesk-thousand-") as folder:
        home, url = Path(folder), f"http://127.0.0.1:{_free_port()}"
        (home / "nightdesk.toml").write_text(_SETTINGS.format(url=url), "utf-8")
        house = open_house(home, lambda: _NOW, create=True)
        (home / "public").mkdir()
        carry(house, list(_arrivals(asked.pages)))
        house.database.close()
        public, chance = home / "public", Random(1)
        keys = (public / "log" / "vkey").read_text("utf-8")
        pages, changes = _pages(public), 0
        for page in pages:
            content = page.read_bytes()
            proof = (page.parent / f"v{_shown(content)}.tlog-proof").read_bytes()
            if not agreed(content, proof, keys):
                wrong.append(f"{page.parent.name} does not verify")
            for other, other_proof in _changed(content, proof, chance):
                changes += 1
                if agreed(other, other_proof, keys):
                    wrong.append(f"{page.parent.name}: a change was not seen")
        print(f"{len(pages)} pages by both verifiers, {changes} changed ones: {len(wrong)} wrong")
        if asked.browser:
            with served(home, url):
                addresses = [f"{url}/{page.parent.relative_to(public)}/proof/" for page in pages]
                ended = _clicked(addresses)
            others = {address: state for address, state in ended.items() if state != "same"}
            wrong += [f"{address}: the browser says {state}" for address, state in others.items()]
            print(f"{len(ended)} proof pages by the Check button: {len(others)} not the same")
            _change_each(pages, chance)
            with served(home, url):
                ended = _clicked(addresses)
            unseen = [address for address, state in ended.items() if state == "same"]
            wrong += [f"{address}: the browser saw no change" for address in unseen]
            states = ", ".join(f"{count} {state}" for state, count in sorted(Counter(ended.values()).items()))
            print(f"{len(ended)} changed ones by the Check button: {len(unseen)} unseen ({states})")
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _clicked(addresses: list[str]) -> dict[str, str]:
    plan = json.dumps({"chromium": needed(*CHROMIUM_NAMES), "addresses": addresses})
    tools = {**environ, "NODE_PATH": str(npm_tools() / "node_modules")}
    script = Path(__file__).with_name("click_all.js")
    said = subprocess.run(
        [needed("node"), str(script)], input=plan, stdout=subprocess.PIPE, text=True, env=tools, check=True
    )
    found: dict[str, str] = json.loads(said.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
