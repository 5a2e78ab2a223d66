"""A drop folder as it lies on disk: what is there, what it holds, and where it goes when it is done with.

Blocking and without a clock: the folder transport calls it from a thread. Nothing here ever deletes.
"""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

DONE = "done"
REFUSED = "refused"
TEMPORARY_ENDINGS = ("~", ".part", ".tmp", ".temp", ".partial", ".filepart", ".crdownload", ".swp")
"""How senders and FTP clients name a file they are still writing; they rename it when it is finished."""

# O_NONBLOCK so that a pipe put in a file's place between look and open cannot hold the thread for ever.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Print:
    """What a file shows from outside; another print means it was written to or replaced."""

    inode: int
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Found:
    """A file as read: its bytes and print; or why it is refused; or trouble that may pass; or that it is growing."""

    name: str
    content: bytes = b""
    print: Print | None = None
    growing: bool = False
    refused: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a file went: `target`; or, with "", the `trouble` that kept it where it was."""

    name: str
    target: str = ""
    trouble: str = ""


def is_candidate(name: str) -> bool:
    """Hidden and temporary names are somebody's unfinished work; `done` and `refused` are ours, links or not."""
    return name not in (DONE, REFUSED) and not name.startswith(".") and not name.lower().endswith(TEMPORARY_ENDINGS)


def list_names(folder: Path) -> list[str]:
    """The names of all that is no folder, in name order; raises OSError when the folder cannot be read."""
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if is_candidate(entry.name) and not _is_folder(entry))


def read_gulp(folder: Path, names: Sequence[str], limit_bytes: int, gulp_bytes: int) -> list[Found]:
    """The first of `names` as far as `gulp_bytes` reach, always at least one."""
    gulp: list[Found] = []
    taken = 0
    for name in names:
        if gulp and taken >= gulp_bytes:
            break
        found = _read(folder, name, limit_bytes)
        taken += len(found.content)
        gulp.append(found)
    return gulp


def move(folder: Path, away: str, files: Iterable[tuple[str, Print | None]]) -> list[Moved]:
    """Move each into `<folder>/<away>/`, unless it is no longer the file that was read."""
    target = folder / away
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return [Moved(name, trouble=f"{target} cannot be made: {error.strerror}") for name, _ in files]
    return [_move_one(folder, target, name, seen) for name, seen in files]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _read(folder: Path, name: str, limit_bytes: int) -> Found:
    path = folder / name
    try:
        seen = os.lstat(path)
        if not stat.S_ISREG(seen.st_mode):
            kind = "a symbolic link" if stat.S_ISLNK(seen.st_mode) else "not a regular file"
            return Found(name, refused=f"{kind}; drop the file itself")
        with open(os.open(path, _OPEN_FLAGS), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                return Found(name, growing=True)
            if before.st_size > limit_bytes:
                why = f"{before.st_size} bytes are more than {limit_bytes}"
                return Found(name, refused=f"{why}; raise size_limit_bytes for this wire if such a file is meant")
            content = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        return Found(name, trouble=f"cannot be read: {error.strerror or error}")
    if _print(before) != _print(after) or len(content) != after.st_size:
        return Found(name, growing=True)
    return Found(name, content, _print(after))


def _print(seen: os.stat_result) -> Print:
    return Print(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _move_one(folder: Path, target: Path, name: str, seen: Print | None) -> Moved:
    source = folder / name
    try:
        if seen is not None and _print(os.lstat(source)) != seen:
            return Moved(name, trouble="was written to after it was read; it is read again")
        free = _free_name(target, name)
        os.rename(source, free)
    except OSError as error:
        return Moved(name, trouble=f"cannot be moved to {target}: {error.strerror or error}")
    return Moved(name, str(free))


def _free_name(target: Path, name: str) -> Path:
    """`name`, or `name` with the first free number before its ending."""
    path = target / name
    number = 2
    while os.path.lexists(path):
        path = target / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path
