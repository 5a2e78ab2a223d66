"""A small public folder with every kind of answer in it. All events and names are invented."""

import gzip
from pathlib import Path

import brotli

LIVE = "7k2f9x0c1d3e"
KILLED = "0a1b2c3d4e5f"
COURT = "zzzz00001111"
WITHHELD = "w1w2w3w4w5w6"
LIVE_PATH = f"/sport/rowers-win-at-lake-sunda-{LIVE}/"
WITHHELD_PATH = f"/sport/a-heading-{WITHHELD}/"
HINDI_PATH = "/sport/%E0%A4%96%E0%A5%87%E0%A4%B2-hhhh2222iiii/"

_STORY = "<p>The rowers of Sunda won by two lengths.</p>\n" * 400


def page(title: str, body: str = _STORY, canonical: str = "") -> bytes:
    """A whole HTML page."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"<!doctype html><html lang=en><title>{title}</title>{link}<body>{body}</html>".encode()


def write(public: Path, path: str, content: bytes, *, siblings: bool = True) -> None:
    """A file with its `.br` and `.gz`, each written aside and renamed, as the publisher does."""
    file = public / path
    file.parent.mkdir(parents=True, exist_ok=True)
    copies = {"": content}
    if siblings:
        copies |= {".br": brotli.compress(content, quality=5), ".gz": gzip.compress(content, mtime=0)}
    for ending, copy in copies.items():
        aside = file.with_name(f".{file.name}{ending}.aside")
        aside.write_bytes(copy)
        aside.replace(file.with_name(file.name + ending))


def remove(public: Path, path: str) -> None:
    """A file and its siblings, gone."""
    for ending in ("", ".br", ".gz"):
        (public / (path + ending)).unlink(missing_ok=True)


def build(public: Path) -> Path:
    """Write the folder."""
    site = "https://paper.example"
    write(public, "index.html", page("Front"))
    write(public, "404.html", page("Not here", "<p>No such page.</p>"))
    write(public, "sport/index.html", page("Sport"))
    write(public, f"{LIVE_PATH[1:]}index.html", page("Rowers", canonical=site + LIVE_PATH))
    write(public, f"sport/{LIVE}/index.html", page("Moved", "", canonical=site + LIVE_PATH), siblings=False)
    write(public, f"sport/{KILLED}/410.html", page("Withdrawn", "<p>The agency withdrew this story.</p>" * 50))
    write(public, f"sport/{KILLED}/versions.json", b'{"leaves":[]}', siblings=False)
    write(public, f"sport/{COURT}/451.html", page("Taken down", "<p>By order of a court.</p>" * 50))
    write(public, f"{WITHHELD_PATH[1:]}index.html", page("Withheld", "<p>Withheld until released.</p>"))
    write(public, f"sport/{WITHHELD}/index.html", page("Moved", "", canonical=site + WITHHELD_PATH))
    write(public, "sport/खेल-hhhh2222iiii/index.html", page("खेल"))
    write(public, "sport/hhhh2222iiii/index.html", page("Moved", "", canonical=site + HINDI_PATH))
    write(public, "sport/archive/410.html", page("Gone", "<p>Gone.</p>"))
    write(public, "sport/evil00000000/index.html", page("Moved", "", canonical="https://evil.example/"))
    write(public, "sport/feed.xml", b"<rss version='2.0'/>" * 50)
    write(public, "sport/atom.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>")
    write(public, "sport/feed.json", b'{"version":"https://jsonfeed.org/version/1.1"}')
    write(public, "sitemap.xml", b"<sitemapindex/>")
    write(public, "robots.txt", b"User-agent: *\n", siblings=False)
    write(public, "sw.js", b"self.skip = 1;\n" * 20)
    write(public, "manifest.webmanifest", b'{"name":"Paper"}')
    write(public, "assets/paper.4f2a.css", b"body{margin:0}" * 50)
    write(public, "assets/serif.9c1d.woff2", bytes(range(256)) * 40, siblings=False)
    write(public, ".well-known/apple-app-site-association", b'{"applinks":{}}', siblings=False)
    write(public, ".well-known/security.txt", b"Contact: mailto:desk@paper.example\n", siblings=False)
    write(public, "log/checkpoint", b"paper.example/log\n", siblings=False)
    write(public, "log/tile/0/000", bytes(range(32)), siblings=False)
    write(public, "epaper/main/2025-04-27/issue.pdf", b"%PDF-1.7\n" + bytes(700_000), siblings=False)
    write(public, ".secret", b"not for readers", siblings=False)
    (public / "empty").mkdir()
    return public
