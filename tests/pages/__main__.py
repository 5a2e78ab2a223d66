"""`make pages`: validators, a browser and Lighthouse over a demo site behind the real server.

    python -m tests.pages [--screens DIR] [--pictures DIR] [--site DIR] [--only PART …] [--runs N]

Prints what each part found, then a summary as one JSON object. Ends with 1 when a bar is missed. A part whose tool is
not on this machine is skipped by name, with the remedy.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .crawl import walk
from .demo_site import DemoSite, Kind, in_language, make_demo_site
from .machine import Missing, run_script
from .markup import markup_errors
from .pictures import take_pictures
from .served import served
from .verdicts import lighthouse_faults, looked_at, not_judged, page_faults

PARTS = ("markup", "links", "browser", "languages", "lighthouse")
_LIGHTHOUSE = ("story-en", "home", "city", "corrections", "notice-killed", "notice-withheld")
_OTHER_LANGUAGES = ("mr", "hi")
_IN_OTHER_LANGUAGES = ("home", "story-mr", "story-en", "city", "corrections", "notice-killed", "about")


@dataclass
class Report:
    """What the parts found: facts for the summary, faults as sentences, and what was skipped and why."""

    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    def part(self, name: str, work: Callable[[], tuple[dict[str, Any], list[str]]]) -> None:
        """Do one part and say how it went."""
        try:
            facts, faults = work()
        except Missing as missing:
            self.skipped[name] = str(missing)
            print(f"{name}: skipped, {missing}", flush=True)
            return
        self.facts[name] = facts
        self.faults += [f"{name}: {fault}" for fault in faults]
        print(f"{name}: {len(faults)} faults, {json.dumps(facts, ensure_ascii=False)}", flush=True)
        for fault in faults[:40]:
            print(f"  {fault}", flush=True)


def main() -> int:
    """Make the site, do the parts, tell."""
    wanted = _arguments()
    parts = wanted.only or PARTS
    report = Report()
    with tempfile.TemporaryDirectory() as aside:
        site = make_demo_site(Path(wanted.site or aside) / "site", with_drills=not wanted.brief)
        if "markup" in parts:
            report.part("markup", lambda: _markup(site))
        with served(site.home, site.url):
            if "links" in parts:
                report.part("links", lambda: _links(site))
            if "browser" in parts:
                report.part("browser", lambda: _browser(site, site.kinds, wanted.screens))
            if "lighthouse" in parts:
                report.part("lighthouse", lambda: _lighthouse(site, wanted.runs))
        if "languages" in parts:
            for language in _OTHER_LANGUAGES:
                report.part(f"interface-{language}", lambda: _other_language(site, language, wanted.screens))  # noqa: B023
        if wanted.pictures:
            report.part("pictures", lambda: take_pictures(Path(aside) / "pictures", Path(wanted.pictures)))
    print(json.dumps({"facts": report.facts, "faults": report.faults, "skipped": report.skipped}, ensure_ascii=False))
    return 1 if report.faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pages", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--screens", help="write a picture of every kind of page in four modes to this folder")
    parser.add_argument("--pictures", help="write the README's two pictures to this folder")
    parser.add_argument("--site", help="make the site in this folder and leave it there")
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part; may be given again")
    parser.add_argument("--runs", type=int, default=3, help="Lighthouse runs a page; the median counts")
    parser.add_argument("--brief", action="store_true", help="the day without its drills: a smaller site")
    return parser.parse_args()


def _markup(site: DemoSite) -> tuple[dict[str, Any], list[str]]:
    pages, errors = markup_errors(site.public)
    return {"pages": pages, "errors": len(errors)}, errors


def _links(site: DemoSite) -> tuple[dict[str, Any], list[str]]:
    found = walk(site.url, {kind.path: kind.status for kind in site.kinds})
    facts = {
        "addresses": len(found.statuses),
        "answers": found.counts,
        "pages": found.pages,
        "stories read back": found.stories,
        "feeds, maps and manifests": found.feeds,
        "heaviest page, bytes gzipped": found.heaviest_page_bytes,
    }
    return facts, found.faults


def _browser(
    site: DemoSite, kinds: Sequence[Kind], screens: str | None, *, prefix: str = "", brief: bool = False
) -> tuple[dict[str, Any], list[str]]:
    plan = {
        "origin": site.url,
        "kinds": [{"name": k.name, "path": k.path, "status": k.status, "story": k.is_story} for k in kinds],
        "screens": str(Path(screens).resolve()) if screens else "",
        "prefix": prefix,
        "brief": brief,
    }
    findings = run_script("browser.js", plan)
    statuses = {kind.name: kind.status for kind in kinds}
    return looked_at(findings), [
        fault for finding in findings for fault in page_faults(finding, statuses[finding["kind"]])
    ]


def _other_language(site: DemoSite, language: str, screens: str | None) -> tuple[dict[str, Any], list[str]]:
    """The interface in another language: the same site in a folder of its own, made again."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(shutil.copytree(site.home, Path(place) / "site"))
        other = in_language(DemoSite(home, site.url, site.kinds), language)
        with served(other.home, other.url):
            kinds = [kind for kind in other.kinds if kind.name in _IN_OTHER_LANGUAGES]
            facts, faults = _browser(other, kinds, screens, prefix=f"{language}-", brief=True)
        pages, errors = markup_errors(other.public)
        return {**facts, "markup pages": pages}, [*faults, *errors]


def _lighthouse(site: DemoSite, runs: int) -> tuple[dict[str, Any], list[str]]:
    kinds = [site.kind(name) for name in _LIGHTHOUSE]
    plan = {
        "origin": site.url,
        "runs": runs,
        "kinds": [{"name": kind.name, "path": kind.path, "status": kind.status} for kind in kinds],
    }
    told = run_script("lighthouse.js", plan)
    facts: dict[str, Any] = {
        one["kind"]: {name: one[name] for name in one if name not in ("kind", "path", "short_of")} for one in told
    }
    if unjudged := not_judged(told):
        facts["not judged, run again on an idle machine"] = unjudged
    return facts, [fault for one in told for fault in lighthouse_faults(one)]


if __name__ == "__main__":
    sys.exit(main())
