"""The documents as they lie on disk: sections, tables, links, blocks of console."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .source import REPOSITORY

_FENCE = re.compile(r"^(?P<mark>```+)(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^()\s]+)\)")
_NAME = re.compile(r"`([^`]+)`")
_NO_ANCHOR = re.compile(r"[^\w\- ]")


def documents() -> list[Path]:
    """Every page a reader is given."""
    return [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").rglob("*.md"))]


def reference(name: str) -> str:
    """One page of the reference."""
    return (REPOSITORY / "docs" / "reference" / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands under that heading, up to the next of its level; "" where there is none."""
    found = re.search(rf"^(#+) {re.escape(heading)}[ \t]*$", text, re.MULTILINE)
    if found is None:
        return ""
    end = re.search(rf"^#{{1,{len(found[1])}}} ", text[found.end() :], re.MULTILINE)
    return text[found.end() :][: end.start() if end else None]


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of every table line, heads and rules aside; a bar inside code is part of its cell."""
    lines = (line for line in text.splitlines() if line.startswith("| "))
    return [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])) for line in lines]


def first_names(text: str) -> list[str]:
    """The names in code in the first cells of tables, in order."""
    return [name for row in rows(text) for name in _NAME.findall(row[0])]


def links(text: str) -> list[str]:
    """Targets of links and pictures, outside code."""
    return [found["target"] for found in _LINK.finditer(_FENCE.sub("", text))]


def anchors(text: str) -> set[str]:
    """What a link may name after its #."""
    heads = re.findall(r"^#+ (.+?)[ \t]*$", _FENCE.sub("", text), re.MULTILINE)
    return {_NO_ANCHOR.sub("", head.lower()).replace(" ", "-") for head in heads}


@dataclass(frozen=True)
class Block:
    """A block of console: the commands, each with the lines that are shown to follow it."""

    line: int
    steps: tuple[tuple[str, tuple[str, ...]], ...]


def console_blocks(text: str) -> Iterator[Block]:
    """The blocks marked to be run: ```console run."""
    for found in _FENCE.finditer(text):
        if found["info"].split() == ["console", "run"]:
            yield Block(text.count("\n", 0, found.start()) + 1, tuple(_steps(found["text"])))


def _steps(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    command, shown = "", []
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, tuple(shown)
            command, shown = line[2:], []
        elif command.endswith("\\"):
            command = f"{command[:-1].rstrip()} {line.removeprefix('>').strip()}"
        else:
            shown.append(line)
    if command:
        yield command, tuple(shown)
