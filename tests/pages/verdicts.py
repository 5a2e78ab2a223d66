"""What a browser and Lighthouse found, judged by the bars."""

from collections.abc import Iterator, Sequence
from typing import Any

MOST_REQUESTS = 6
MOST_REQUESTS_OF_PAPER = 9
"""A page of the e-paper's reader has its image and a script more, and may hold two scripts of writing."""
ICON = "/icon.svg"
"""The picture in the tab: the browser's own, once a site. With it a page in two scripts may make one request more."""

LEAST_SCORE = 0.98
SLOW_MACHINE = 1000
"""Below this benchmark index Lighthouse itself warns that the machine is slower than its phone stands for."""
BUSY_MACHINE = 1.5
"""Tasks that take this many times longer than the processor works on them wait for the machine's other work."""

_EXPLAINED = (
    "background color could not be determined because",
    "background color could not be determined due to a background gradient",
    "too short to determine if it is actual text content",
)
"""Why axe leaves a contrast open: a large headline's line box reaches over the small line above it, or a table reaches
out of its box; the marker pen under new words is a gradient of one colour; a figure at a chart's axis is one letter.
All of them stand on paper or lamp, whose contrasts are the tokens'."""


def looked_at(findings: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The browser's figures in short."""
    requests = {finding["kind"]: len(finding["requests"]) for finding in findings}
    most = max(requests, key=lambda kind: requests[kind])
    story = next((finding for finding in findings if finding["kind"] == "story-en"), findings[0])
    return {
        "kinds": len(findings),
        "axe runs": sum(len(finding["axe"]) for finding in findings),
        "axe left open, explained": sum(1 for finding in findings for _ in _open(finding, explained=True)),
        "most requests": f"{requests[most]} on {most}",
        f"requests of {story['kind']}": story["requests"],
        "texts equal without scripts": sum(1 for finding in findings if finding.get("text", {}).get("same")),
    }


def page_faults(finding: dict[str, Any], status: int) -> Iterator[str]:
    """Every bar that one page misses."""
    kind = finding["kind"]
    if finding["status"] != status:
        yield f"{kind} answers {finding['status']}, not {status}"
    for mode, found in finding["axe"].items():
        for broken in found["violations"]:
            yield f"{kind} at {mode}: axe {broken['rule']}: {broken['nodes']}"
    for sentence in _open(finding, explained=False):
        yield f"{kind} at {sentence}"
    for foreign in finding["foreign"]:
        yield f"{kind} asks another host: {foreign}"
    for complaint in finding["complaints"]:
        yield f"{kind}: {complaint}"
    most = MOST_REQUESTS_OF_PAPER if kind.startswith("epaper") else MOST_REQUESTS
    if sum(address != ICON for address in finding["requests"]) > most:
        yield f"{kind} makes {len(finding['requests'])} requests: {' '.join(finding['requests'])}"
    for width, over in finding["sideways"].items():
        yield f"{kind} scrolls sideways at {width}: {over}"
    # The light issue asks for no fonts: it is set in those of the machine.
    for font, where in finding.get("fonts", {}).items() if not kind.startswith("epaper-text") else ():
        yield f"{kind} needs a font of the machine, {font}: {where}"
    text = finding.get("text")
    if text and not (text["same"] and text["visible"] and text["blocks"]):
        yield f"{kind} without scripts does not show the agency's text: {text}"
    if text and text["strangers"]:
        yield f"{kind} has something of ours inside the agency's text: {text['strangers']}"


def lighthouse_faults(told: dict[str, Any]) -> Iterator[str]:
    """Scores below the bar. A notice is not to be found by search engines, so their score says nothing of it."""
    for name, score in told["scores"].items():
        beside_the_point = name == "seo" and told["kind"].startswith("notice")
        if score < LEAST_SCORE and not beside_the_point and not (name == "performance" and is_slow(told)):
            yield f"{told['kind']}: {name} {score}, short of {told['short_of']}"
    if told["cls"] > 0:
        yield f"{told['kind']}: layout shifts by {told['cls']}"


def is_slow(told: dict[str, Any]) -> bool:
    """Whether the machine was slow or busy: the performance score then tells of it, not of the page."""
    return bool(told["machine"] < SLOW_MACHINE or told["waiting"] > BUSY_MACHINE)


def not_judged(told: Sequence[dict[str, Any]]) -> list[str]:
    """Pages whose performance was below the bar on a machine that cannot tell."""
    return [
        f"{one['kind']}: performance {one['scores']['performance']}, "
        f"machine index {one['machine']}, tasks wait {one['waiting']} times"
        for one in told
        if one["scores"]["performance"] < LEAST_SCORE and is_slow(one)
    ]


def _open(finding: dict[str, Any], *, explained: bool) -> Iterator[str]:
    for mode, found in finding["axe"].items():
        for left in found["incomplete"]:
            known = left["rule"] == "color-contrast" and all(
                any(why in node for why in _EXPLAINED) for node in left["nodes"]
            )
            if known is explained:
                yield f"{mode}: axe could not tell {left['rule']}: {left['nodes']}"
