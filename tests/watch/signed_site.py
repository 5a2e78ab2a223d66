"""A whole site with its log, made and signed here: as many stories as wanted, honest until a test plants a fault.

Stories of every script; some with updates and corrections, some killed, withheld, released or taken down.
"""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from fakes.public_log import LOG_SIGNER, ORIGIN, PublicLog
from nightdesk.proof.key import Signer
from nightdesk.proof.leaf import leaf_bytes, salts_from, seal_head, seal_raw, seal_text
from nightdesk.proof.wire_text import canonical, digest
from nightdesk.terms.leaf import TEXT_UP, Leaf, LeafType, Salts

HOME = ORIGIN.removesuffix("/log")
START = 1_790_000_000_000
STEP = 20_000
"""Milliseconds between two acts."""

_BATCH = 40
_SECTIONS = ("national", "business", "sport", "science")
_WORDS = (
    "harbour bridge opened lorries again after nine days council said the crane operators had waited since Monday",
    "सातारा जिल्ह्यात रात्री झालेल्या पावसामुळे धरणाचे दरवाजे उघडले असे अधिकारी म्हणाले",
    "کشتی وقت پر چلی اور مسافر خیریت سے پہنچے حکام نے بتایا",
    "टेबल & <odd> “quoted” 🚢 signs — and Œuvre, naïve; 42°C",
)
_LIVES: tuple[tuple[LeafType, ...], ...] = (
    ("publish",),
    ("publish",),
    ("publish", "update"),
    ("publish", "update", "correct"),
    ("publish", "kill"),
    ("publish",),
    ("publish", "withhold"),
    ("publish", "update", "withhold", "release"),
    ("publish", "takedown"),
    ("publish",),
    ("publish", "takedown", "restore"),
    ("publish", "expire"),
    ("publish", "hold"),
    ("publish", "update", "update", "kill"),
)
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass
class Version:
    """One leaf of a story, and for a text what it said."""

    act: LeafType
    index: int
    leaf: bytes
    n: int | None = None
    headline: str = ""
    blocks: tuple[str, ...] = ()
    salts: Salts | None = None


@dataclass
class Made:
    """One story as the log has it."""

    guid: str
    section: str
    id: str
    words: str
    versions: list[Version] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"/{self.section}/{self.id}"

    @property
    def address(self) -> str:
        return f"/{self.section}/{self.words}-{self.id}/" if self.words else f"{self.url}/"

    @property
    def is_up(self) -> bool:
        return self.versions[-1].act in TEXT_UP


class SignedSite:
    """A public folder with `count` stories. `now` is just after the last act, in milliseconds."""

    def __init__(self, public: Path, count: int, *, seed: int = 1, signer: Signer = LOG_SIGNER) -> None:
        self.public = public
        self.chance = Random(seed)
        self.log = PublicLog(public / "log", signer)
        self.stories: list[Made] = []
        self.now = START
        self._waiting: list[bytes] = []
        for number in range(count):
            story = self._born(number)
            self.stories.append(story)
            for act in _LIVES[number % len(_LIVES)]:
                self.act(story, act)
        self._flush()
        for story in self.stories:
            self.show(story)
        self.lists()

    def _born(self, number: int) -> Made:
        id_ = "".join(self.chance.choices(_ALPHABET, k=12))
        guid = f"urn:newsml:nights.example:{number}" if number % 5 else f"https://agency.example/items/{number}"
        words = "" if number % 4 == 1 else f"bridge-opens-again-{number}"
        return Made(guid, _SECTIONS[number % len(_SECTIONS)], id_, words)

    def act(self, story: Made, act: LeafType) -> Version:
        """Enter an act in the log; nothing is shown of it yet."""
        self.now += STEP
        index = len(self.log.entries) + len(self._waiting)
        prev = story.versions[-1].index if story.versions else None
        name = story.guid if story.guid.startswith("urn:") else f"sha256:{sha256(story.guid.encode()).hexdigest()}"
        if act not in TEXT_UP:
            leaf = Leaf(t=act, story=name, wire="ews", recv=self.now - 900, shown=self.now, url=story.url, prev=prev)
            version = Version(act, index, leaf_bytes(leaf))
        else:
            n = 1 + sum(version.n is not None for version in story.versions)
            headline, blocks = self._copy(story, n)
            salts, text = salts_from(self.chance.randbytes(48)), canonical(headline, blocks)
            leaf = Leaf(
                t=act,
                story=name,
                ver=str(n),
                wire="ews",
                recv=self.now - 900,
                shown=self.now,
                url=story.url,
                raw=seal_raw(b"<nitf>" + text, "application/nitf+xml", salts),
                text=seal_text(text, salts),
                head=seal_head(headline, salts),
                label="auto-1-en",
                parser="nitf/generic nightdesk-0.1.0",
                prev=prev,
                why="new",
            )
            version = Version(act, index, leaf_bytes(leaf), n, headline, blocks, salts)
        story.versions.append(version)
        self._waiting.append(version.leaf)
        if len(self._waiting) == _BATCH:
            self._flush()
        return version

    def _flush(self) -> None:
        if self._waiting:
            self.log.append(*self._waiting)
            self._waiting = []

    def _copy(self, story: Made, n: int) -> tuple[str, tuple[str, ...]]:
        words = _WORDS[self.chance.randrange(len(_WORDS))].split(" ")
        blocks = tuple(
            " ".join(self.chance.choices(words, k=self.chance.randrange(20, 60))) + f" {story.id} {n}."
            for _ in range(self.chance.randrange(2, 7))
        )
        return " ".join(self.chance.sample(words, k=7)), blocks

    def enter(self, story: Made, act: LeafType) -> Version:
        """An act as the site does it: logged, signed, shown."""
        version = self.act(story, act)
        self._flush()
        self.show(story)
        return version

    def write(self, path: str, content: bytes | str) -> Path:
        """A public file."""
        file = self.public / path.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def page_file(self, story: Made) -> Path:
        """Where the story's page lies."""
        return self.public / story.address.strip("/") / "index.html"

    def show(self, story: Made) -> None:
        """All files of a story as its last act has them."""
        down = max((at for at, one in enumerate(story.versions) if one.n is None), default=-1)
        living = [version for version in story.versions[down + 1 :] if version.n is not None]
        folder = story.address if story.is_up else f"{story.url}/"
        entries = [self._entry(version, version in living) for version in story.versions]
        self.write(f"{folder}versions.json", json.dumps({"story": story.guid, "leaves": entries}))
        for version in living:
            self.write(f"{folder}v{version.n}.txt", canonical(version.headline, version.blocks))
            self.write(f"{folder}v{version.n}.tlog-proof", self.log.proofs[version.index].content)
        last = story.versions[-1]
        if story.is_up:
            if story.words:
                self.write(f"{story.url}/index.html", self._pointer(story))
            self.write(f"{story.address}index.html", self.page(story, last))
        elif last.act in ("withhold", "hold"):
            self.write(f"{story.address}index.html", _NOTICE)
        else:
            self.write(f"{story.url}/{451 if last.act == 'takedown' else 410}.html", _NOTICE)

    def _entry(self, version: Version, lives: bool) -> dict[str, object]:
        salts = version.salts
        return {
            "index": version.index,
            "n": version.n,
            "leaf": version.leaf.decode(),
            "salts": {"raw": salts.raw, "text": salts.text, "head": salts.head} if salts and lives else None,
            "text": f"v{version.n}.txt" if lives else None,
            "proof": f"v{version.n}.tlog-proof" if lives else None,
        }

    def _pointer(self, story: Made) -> str:
        return f'<!doctype html><link rel="canonical" href="https://{HOME}{story.address}"><title>Nights</title>'

    def page(self, story: Made, version: Version) -> str:
        """The page that shows a version."""
        salts, head = version.salts, html.escape(version.headline)
        assert salts is not None
        told = {
            "n": version.n,
            "leaf": version.leaf.decode(),
            "salts": {"raw": salts.raw, "text": salts.text, "head": salts.head},
        }
        return _PAGE.format(
            head=head,
            address=f"https://{HOME}{story.address}",
            digest=digest(version.headline, version.blocks),
            leaf=json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"),
            guid=html.escape(story.guid),
            version=version.n,
            body="\n".join(f"<p>{html.escape(block)}</p>" for block in version.blocks),
        )

    def lists(self) -> None:
        """Sitemaps and fronts, with all that is shown."""
        up = [story for story in self.stories if story.is_up]
        shards = [up[at : at + 1000] for at in range(0, len(up), 1000)]
        for number, some in enumerate(shards, 1):
            self.write(f"sitemap/{number}.xml", _locs(story.address for story in some))
        self.write("sitemap.xml", _locs(f"/sitemap/{number}.xml" for number in range(1, len(shards) + 1)))
        self.write("index.html", _home([f"/{section}/" for section in _SECTIONS]))
        for section in _SECTIONS:
            self.write(f"{section}/index.html", _front([story for story in up if story.section == section]))
        self.write("feed.xml", _feed(up[-40:]))


def _locs(paths: Iterator[str]) -> str:
    return "<urlset>" + "".join(f"<url><loc>https://{HOME}{path}</loc></url>\n" for path in paths) + "</urlset>"


def _home(paths: list[str]) -> str:
    links = "".join(f'<p><a href="{path}">A section</a></p>\n' for path in paths)
    return f'<!doctype html><title>Nights</title>{links}<a href="/feed.xml">RSS</a>'


def _front(stories: list[Made]) -> str:
    return "<!doctype html><title>Nights</title>" + "".join(
        f'<p><a href="{story.address}" class="wire">{_headline(story)}</a></p>\n' for story in stories
    )


def _feed(stories: list[Made]) -> str:
    items = (
        f"<item><title>{_headline(story)}</title><link>https://{HOME}{story.address}</link></item>" for story in stories
    )
    return f"<rss><channel><title>Nights</title>{''.join(items)}</channel></rss>"


def _headline(story: Made) -> str:
    return html.escape(story.versions[-1].headline, quote=False)


_NOTICE = "<!doctype html><title>Nights</title><h1>This story was withdrawn by its agency.</h1>"
_MENU = "".join(f'<li><a href="/city/{number}/"><span>City {number}</span></a></li>\n' for number in range(90))
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{head}}</title>
<link rel="canonical" href="{{address}}">
<meta name="wire-text" content="{{digest}}">
<script type="application/json" id="wire-leaf">{{leaf}}</script>
<script type="application/ld+json">{{{{"@context":"https://schema.org","text":"{"x" * 3000}"}}}}</script>
</head>
<body>
<header><nav><ul>
{_MENU}</ul></nav></header>
<main>
<article data-guid="{{guid}}" data-version="{{version}}" data-agency="Evening Wire">
<h1 data-wire="h" class="wire">{{head}}</h1>
<div class="label" data-wire="x"><p>Published automatically. <a href="proof/">Check this</a>.</p></div>
<div id="agency-text" data-wire="b" class="wire">
{{body}}
</div>
<footer data-wire="x"><svg viewBox="0 0 312 40"><path d="{"M3 11h0" * 200}"/></svg></footer>
</article>
</main>
</body>
</html>
"""
