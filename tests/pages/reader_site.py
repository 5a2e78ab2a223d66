"""A site folder with one sample issue of the e-paper and its archive, laid out by hand, behind the real server."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import msgspec

from epaper.issues import CORRECTIONS, DAY, KILLED, a_site, an_issue, printed_of
from nightdesk.config import FILE_NAME
from nightdesk.edition.assets import asset_pages
from nightdesk.edition.issue_archive_page import archive_pages, withdrawn_page
from nightdesk.edition.issue_page import reader_pages
from nightdesk.edition.issue_text_page import text_page
from nightdesk.edition.standing_pages import standing_pages
from nightdesk.terms.page import Page
from nightdesk.terms.shelf import IssueOnShelf, IssuesAround, IssueSizes

from .demo_site import DemoSite, Kind, free_port

BASE = "/epaper/pune/2025-04-27/"
KINDS = (
    Kind("epaper-page", BASE),
    Kind("epaper-notice", f"{BASE}#s-{KILLED.id}"),
    Kind("epaper-second", f"{BASE}2/"),
    Kind("epaper-text", f"{BASE}text/"),
    Kind("epaper-editions", "/epaper/"),
    Kind("epaper-archive", "/epaper/pune/"),
    Kind("epaper-month", "/epaper/pune/2025-03/"),
    Kind("epaper-again", "/epaper/pune/2025-04-20/"),
)
_IMAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 841.89 1190.55"><path fill="#fff" d="M0 0h842v1191H0z"/>'
    '<path fill="none" stroke="#11161c" d="M40 100h762M40 300h762M40 480h762M40 660h762"/></svg>'
)


def make_reader_site(home: Path, language: str = "en-IN") -> DemoSite:
    """The folder, its address of this machine, and the kinds of pages around an issue."""
    url = f"http://127.0.0.1:{free_port()}"
    subprocess.run([sys.executable, "-m", "nightdesk", "init", str(home)], check=True, capture_output=True)
    settings = home / FILE_NAME
    settings.write_text(settings.read_text("utf-8").replace("http://127.0.0.1:8080", url), "utf-8")
    site = msgspec.structs.replace(a_site(language), url=url)
    issue = msgspec.structs.replace(an_issue(gone=(KILLED,), corrections=CORRECTIONS), site=site)
    printed, around = printed_of(issue), IssuesAround(before=date(2025, 4, 26))
    shelf = [
        IssueOnShelf(edition=edition.slug, date=DAY - timedelta(days=back), number=412 - back, pages=3)
        for edition in site.papers
        for back in range(40)
    ]
    pages = [
        *asset_pages(),
        *standing_pages(site),
        *reader_pages(site, issue, printed, around, IssueSizes(pdf_bytes=3_100_000, epub_bytes=640_000)),
        text_page(site, issue, printed, around),
        *archive_pages(site, shelf),
        withdrawn_page(site, issue.edition, date(2025, 4, 20)),
        *(Page(f"{BASE[1:]}p{page.number}.svg", _IMAGE.encode()) for page in printed.pages),
        Page("manifest.webmanifest", b'{"name":"Panchganga Post"}'),
    ]
    for page in pages:
        file = home / "public" / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content or b"")
    return DemoSite(home, url, KINDS)
