"""JSON read strictly: no name twice, no NaN, no bottomless nesting; mended only by rules that the profile allows."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from ..errors import BrokenDelivery
from ..terms.delivery import Delivery
from ..terms.item import Repair
from .charset import decode, places
from .profile import Profile

SIZE_LIMIT_BYTES: Final = 16 * 1024 * 1024
DEPTH_LIMIT: Final = 256
_MOST_FAULTS: Final = 20_000

_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[{"))
_NAME_END: Final = re.compile(rb'"[ \t\r\n]*:')
_STRING: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SOUND: Final = re.compile(
    r'(?:[^"]++|"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+")*+', re.DOTALL
)
_RAW_CONTROL: Final = re.compile("[\x00-\x1f]")
_BAD_ESCAPE: Final = re.compile(r'\\(?:\\|["/bfnrt]|u[0-9a-fA-F]{4}|(?P<bad>))', re.DOTALL)


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """The value, and what had to be mended."""

    value: Any
    repairs: tuple[Repair, ...] = ()


def read_json(delivery: Delivery, profile: Profile) -> JsonDocument:
    """The document, or BrokenDelivery: size, charset, duplicate-keys, json-constant, depth, truncated, json."""
    content = delivery.content
    if len(content) > SIZE_LIMIT_BYTES:
        raise BrokenDelivery("size", f"{len(content)} bytes of JSON; at most {SIZE_LIMIT_BYTES} are read")
    try:
        value = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return _read_slowly(delivery, profile)
    if not _is_all_of(value, content):
        return _read_slowly(delivery, profile)
    return JsonDocument(value)


def _is_all_of(value: Any, content: bytes) -> bool:
    """Whether no name was swallowed because it stood twice; False also where only a slower look can tell.

    Written anew without white space, the value gives the same bytes as the document does, unless something is missing
    or was written in another way. Then names are counted: each ends in a quote and a colon, and a text may hold more of
    these, never fewer.
    """
    is_shallow = len(content.translate(None, _NO_BRACKETS)) <= DEPTH_LIMIT
    if is_shallow and msgspec.json.encode(value) == msgspec.json.format(content, indent=-1):
        return True
    return _count_names(value) == len(_NAME_END.findall(content))


def _read_slowly(delivery: Delivery, profile: Profile) -> JsonDocument:
    decoded = decode(delivery.content, label="", transport_charset=delivery.charset, profile=profile)
    text, repairs = decoded.text.removeprefix("\ufeff"), decoded.repairs
    try:
        value = _loaded(text)
    except json.JSONDecodeError as error:
        mended, found = _mended(text)
        if not found or not profile.json_repairs:
            raise _broken(text, error, bool(found)) from error
        repairs += found
        try:
            value = _loaded(mended)
        except json.JSONDecodeError as again:
            raise _broken(mended, again, False) from again
    _count_names(value)
    return JsonDocument(value, repairs)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # an integer of thousands of digits
        raise BrokenDelivery("json", f"a number that cannot be read: {error}") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    try:
        "".join(made).encode()
    except UnicodeEncodeError:  # half a character, from an escape cut in two: neither ledger nor page can hold it
        pairs = [(name.encode("utf-8", "replace").decode(), value) for name, value in pairs]
        made = dict(pairs)
    if len(made) != len(pairs):
        twice = first_twice(name for name, _ in pairs)
        raise BrokenDelivery(
            "duplicate-keys",
            "the same name twice in one object, whose meaning then depends on the reader; the agency must send it anew",
            f"field {twice[:60]}",
        )
    return made


def first_twice(names: Iterable[str]) -> str:
    """The first name that stands for the second time; there must be one."""
    seen: set[str] = set()
    return next(name for name in names if name in seen or seen.add(name))  # type: ignore[func-returns-value]


def _refuse_constant(word: str) -> Any:
    raise BrokenDelivery("json-constant", f"{word} is no JSON; the agency must send a number, a string or null")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        _refuse_constant(digits[:40])
    return number


def _mended(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Raw controls and escapes that are none, inside strings only: seen in real senders' JSON (wire-formats trap 3)."""
    controls: list[int] = []
    escapes: list[int] = []
    pieces: list[str] = []
    at = 0
    while faulty := _STRING.match(text, start := _sound_end(text, at)):
        pieces += (text[at:start], _mended_string(faulty[0], start, controls, escapes))
        at = faulty.end()
        if len(controls) + len(escapes) > _MOST_FAULTS:
            raise BrokenDelivery("json", f"more than {_MOST_FAULTS} faults in strings; the agency must send it anew")
    found = []
    if controls:
        found.append(Repair("json-raw-control", places(controls, len(controls))))
    if escapes:
        found.append(Repair("json-bad-escape", places(escapes, len(escapes))))
    return "".join((*pieces, text[at:])), tuple(found)


def _sound_end(text: str, at: int) -> int:
    """Where the first string begins that is not written as it should be. One match for all sound ones."""
    sound = _SOUND.match(text, at)
    return sound.end() if sound else at


def _mended_string(string: str, start: int, controls: list[int], escapes: list[int]) -> str:
    def escape(part: re.Match[str]) -> str:
        if part["bad"] is None:
            return part[0]
        escapes.append(start + part.start())
        return ""

    def control(part: re.Match[str]) -> str:
        controls.append(start + part.start())
        return f"\\u{ord(part[0]):04x}"

    return _RAW_CONTROL.sub(control, _BAD_ESCAPE.sub(escape, string))


def _broken(text: str, error: json.JSONDecodeError, mendable: bool) -> BrokenDelivery:
    place = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return BrokenDelivery("truncated", "the JSON ends early; the agency must send it again whole", place)
    remedy = "set json_repairs = true in this wire's profile to mend it" if mendable else "the agency must send it anew"
    return BrokenDelivery("json", f"not JSON: {error.msg}; {remedy}", place)


def _count_names(value: Any) -> int:
    """How many names all objects have together, going down level by level; refuses too many levels."""
    total = 0
    level = [value]
    for _ in range(DEPTH_LIMIT):
        below: list[Any] = []
        for part in level:
            if type(part) is dict:
                total += len(part)
                below += [inner for inner in part.values() if type(inner) is dict or type(inner) is list]
            elif type(part) is list:
                below += [inner for inner in part if type(inner) is dict or type(inner) is list]
        if not below:
            return total
        level = below
    raise _too_deep()


def _too_deep() -> BrokenDelivery:
    return BrokenDelivery("depth", f"objects stand more than {DEPTH_LIMIT} deep; no wire needs that")
