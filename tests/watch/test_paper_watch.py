"""Stories on pages of the e-paper are held to the log: any version it holds will do, and nothing else."""

import html
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.watch.signed_site import Made, SignedSite, Version
from tests.watch.test_monitor import kinds, looked

_PAGE = "epaper/main/2026-09-20/index.html"


@pytest.fixture
def site(tmp_path: Path) -> SignedSite:
    return SignedSite(tmp_path / "public", 42)


def _clip(story: Made, version: Version) -> str:
    text = "".join(f"<p>{html.escape(block)}</p>" for block in version.blocks)
    return (
        f'<article data-story="{story.id}"><h3><a data-wire="h">{html.escape(version.headline)}</a></h3>'
        f'<div data-wire="b">{text}</div><a href="{story.address}">Story page</a></article>'
    )


def _paper(site: SignedSite, stories: Sequence[Made], *, first: bool = False, more: str = "") -> str:
    texts = [[version for version in story.versions if version.n is not None] for story in stories]
    clips = "".join(_clip(story, of[0 if first else -1]) for story, of in zip(stories, texts, strict=True))
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>'
    page = f"{head}<body>{clips}{more}</body></html>"
    site.write(_PAGE, page)
    return page


def _up(site: SignedSite) -> list[Made]:
    return [story for story in site.stories if story.is_up][:12]


def test_an_honest_issue_is_no_finding(site: SignedSite) -> None:
    _paper(site, _up(site))
    assert looked(site)[0].findings == ()


def test_an_issue_may_show_the_version_of_its_night(site: SignedSite) -> None:
    updated = [
        story
        for story in site.stories
        if story.is_up and [one.act for one in story.versions[:2]] == ["publish", "update"] and len(story.versions) < 4
    ]
    assert len(updated) > 2
    _paper(site, updated, first=True)
    assert looked(site)[0].findings == ()


def test_one_changed_letter_of_one_story_is_one_finding(site: SignedSite) -> None:
    stories = _up(site)
    page = _paper(site, stories)
    word = html.escape(stories[3].versions[-1].blocks[0].split()[0])
    at = page.index(f'data-story="{stories[3].id}"')
    site.write(_PAGE, page[:at] + page[at:].replace(f"<p>{word}", f"<p>{word}s", 1))
    report, _ = looked(site)
    assert [(one.kind, one.story) for one in report.findings] == [("edited", stories[3].guid)]


def test_a_story_that_the_log_took_down_may_not_stand_in_an_issue(site: SignedSite) -> None:
    killed = next(story for story in site.stories if story.versions[-1].act == "kill")
    _paper(site, [*_up(site), killed])
    assert kinds(looked(site)[0]) == ["after-end"]


def test_a_text_outside_of_all_stories_is_found(site: SignedSite) -> None:
    _paper(site, _up(site), more='<div data-wire="b"><p>A text of nobody.</p></div>')
    assert kinds(looked(site)[0]) == ["unlogged"]


def test_a_story_that_was_never_logged_is_found(site: SignedSite) -> None:
    never = Made("urn:newsml:nights.example:never", "sport", "0123456789ab", "never-logged")
    never.versions = _up(site)[0].versions
    _paper(site, [*_up(site), never])
    assert kinds(looked(site)[0]) == ["unlogged"]
