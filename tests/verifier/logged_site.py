"""A tiny site with a log, made by hand from the published definitions: pages, leaves, proofs and keys that differ at will.

It shares no code with the product, so that it can hold the verifiers to the definitions.
"""

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "ghat.example/log"
SECRET = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key for tests").digest())
OTHER_SECRET = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"another key for tests").digest())


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def base64ed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def vkey(name: str = ORIGIN, secret: Ed25519PrivateKey = SECRET, kind: int = 1) -> str:
    """The verifier key of C2SP signed-note."""
    public = bytes([kind]) + secret.public_key().public_bytes_raw()
    key_id = sha256(name.encode(), b"\n", public)[:4].hex()
    return f"{name}+{key_id}+{base64ed(public)}"


def root_and_path(hashes: Sequence[bytes], index: int) -> tuple[bytes, list[bytes]]:
    """RFC 6962, 2.1 and 2.1.1, word for word: the tree's root and the path of one leaf hash."""
    if len(hashes) == 1:
        return hashes[0], []
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    if index < split:
        root, path = root_and_path(hashes[:split], index)
        other, _ = root_and_path(hashes[split:], 0)
        return sha256(b"\x01", root, other), [*path, other]
    root, path = root_and_path(hashes[split:], index - split)
    other, _ = root_and_path(hashes[:split], 0)
    return sha256(b"\x01", other, root), [*path, other]


def signed(text: str, name: str = ORIGIN, secret: Ed25519PrivateKey = SECRET, *, as_key: str = "") -> str:
    """One signature line of a note."""
    key_id = bytes.fromhex((as_key or vkey(name, secret)).split("+")[1])
    return f"— {name} {base64ed(key_id + secret.sign(text.encode()))}\n"


@dataclass(frozen=True)
class Story:
    """What the wire sent, and what our page says around it. `markup` is the page's; `blocks` is what it must read as."""

    headline: str
    markup: str
    blocks: tuple[str, ...]
    guid: str = "urn:newsml:sahyadri.example:20250427:koyna-ferry"
    version: str = "3"
    language: str = "en-IN"
    name: str = ""

    @property
    def text(self) -> bytes:
        return "".join(f"{line}\n" for line in ("wire-text/1", self.headline, *self.blocks)).encode()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text).hexdigest()


@dataclass(frozen=True)
class Logged:
    """A story with all that the log says of it; the tests replace what they want to be wrong."""

    story: Story
    leaf_fields: dict[str, Any]
    salts: dict[str, str | None]
    n: int = 3
    index: int = 5
    size: int = 11
    origin: str = ORIGIN
    secret: Ed25519PrivateKey = SECRET
    canonical: str = "https://ghat.example/national/all-43-aboard-ferry-brought-ashore-7k2m9q4wxz31/"
    extension: str = ""
    more_signatures: str = ""
    leaf_text: str = ""
    changes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def leaf(self) -> str:
        return self.leaf_text or json.dumps(self.leaf_fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def note(self) -> str:
        hashes = [sha256(b"\x00", b"leaf %d" % number) for number in range(self.size)]
        hashes[self.index] = sha256(b"\x00", self.leaf.encode())
        return f"{self.origin}\n{self.size}\n{base64ed(root_and_path(hashes, self.index)[0])}\n{self.extension}"

    @property
    def checkpoint(self) -> str:
        return f"{self.note}\n{signed(self.note, self.origin, self.secret)}{self.more_signatures}"

    @property
    def proof(self) -> str:
        hashes = [sha256(b"\x00", b"leaf %d" % number) for number in range(self.size)]
        hashes[self.index] = sha256(b"\x00", self.leaf.encode())
        path = "".join(f"{base64ed(step)}\n" for step in root_and_path(hashes, self.index)[1])
        return f"c2sp.org/tlog-proof@v1\nindex {self.index}\n{path}\n{self.checkpoint}"

    @property
    def wire_leaf(self) -> str:
        told = {"n": self.n, "leaf": self.leaf, "salts": self.salts}
        return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")

    @property
    def page(self) -> str:
        story, head = self.story, html.escape(self.story.headline)
        if story.headline:
            heading = f'<h1 data-wire="h" class="wire">{head}</h1>'
        else:
            heading = '<h1 data-wire="x" class="wire">An alert</h1>\n<span data-wire="h" hidden></span>'
        made = f"""<!doctype html>
<html lang="{story.language}">
<head>
<meta charset="utf-8">
<title>{head}</title>
<meta name="description" content="{head} &amp; so on">
<link rel="canonical" href="{self.canonical}">
<meta name="wire-text" content="{story.digest}">
<script type="application/ld+json">{{"@context":"https://schema.org","headline":"\\u003c/script>"}}</script>
</head>
<body>
<div class="sheet">
<header class="mast"><p class="name"><a href="/">The Ghat Courier</a></p></header>
<main id="main" class="story">
<article data-guid="{html.escape(story.guid)}" data-version="{story.version}" data-agency="Sahyadri Varta">
<header class="head">
{heading}
<p class="byline">By Sahyadri Varta</p>
</header>
<div class="label" data-wire="x"><p>Published automatically. <a href="proof/">Check this.</a></p></div>
<div class="copy">
<div id="agency-text" data-wire="b" class="wire" lang="{story.language}">
{story.markup}
</div>
</div>
<footer class="ends" data-wire="x">
<svg class="tape" viewBox="0 0 312 40" width="312" height="40"><path class="holes" d="M3 5h0"/><path d="M3 17H312"/></svg>
</footer>
</article>
<script type="application/json" id="wire-leaf">{self.wire_leaf}</script>
</main>
</div>
</body>
</html>
"""
        for old, new in self.changes:
            assert made.count(old) >= 1, old
            made = made.replace(old, new)
        return made

    @property
    def versions(self) -> str:
        entry = {
            "index": self.index,
            "n": self.n,
            "leaf": self.leaf,
            "salts": self.salts,
            "text": f"v{self.n}.txt",
            "proof": f"v{self.n}.tlog-proof",
        }
        return json.dumps({"story": self.leaf_fields["story"], "leaves": [entry]}, ensure_ascii=False)

    def but(self, **changes: Any) -> "Logged":
        return replace(self, **changes)

    def but_leaf(self, **changes: Any) -> "Logged":
        return replace(self, leaf_fields={**self.leaf_fields, **changes})

    def write(self, public: Path, *, keys: str | None = None) -> Path:
        """The files of a site folder; the answer is the page's."""
        folder = public / "national" / "all-43-aboard-ferry-brought-ashore-7k2m9q4wxz31"
        folder.mkdir(parents=True, exist_ok=True)
        (public / "log").mkdir(exist_ok=True)
        (public / "log" / "vkey").write_text(vkey() + "\n" if keys is None else keys, "utf-8")
        (public / "log" / "checkpoint").write_text(self.checkpoint, "utf-8")
        (folder / f"v{self.n}.tlog-proof").write_text(self.proof, "utf-8")
        (folder / "versions.json").write_text(self.versions, "utf-8")
        (folder / f"v{self.n}.txt").write_bytes(self.story.text)
        (folder / "index.html").write_text(self.page, "utf-8")
        return folder / "index.html"


def logged(story: Story) -> Logged:
    """The story as an honest site logs it."""
    salts = {name: sha256(name.encode(), story.text)[:16].hex() for name in ("raw", "text", "head")}

    def seal(name: str, content: bytes) -> str:
        return sha256(b"\x01", name.encode(), b"\x00", bytes.fromhex(salts[name]), content).hex()

    raw = b"<nitf>" + story.text + b"</nitf>"
    return Logged(
        story=story,
        leaf_fields={
            "v": 1,
            "t": "publish",
            "story": story.guid,
            "ver": story.version,
            "wire": "sahyadri",
            "recv": 1745713930123,
            "shown": 1745713932456,
            "url": "/national/7k2m9q4wxz31",
            "raw": {"alg": "sha256", "len": len(raw), "type": "application/nitf+xml", "c": seal("raw", raw)},
            "text": {"len": len(story.text), "blocks": len(story.blocks), "c": seal("text", story.text)},
            "head": {"c": seal("head", story.headline.encode())},
            "label": "auto-1",
            "parser": "nitf 1",
            "prev": None,
            "why": "new",
            "ref": None,
        },
        salts=dict(salts),
    )
