"""Bytes to text by evidence and by label, never by guess; every deviation from the label is a named repair."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ..errors import BrokenDelivery
from ..terms.item import Repair
from .profile import Profile
from .sniff import byte_order

# The labels agencies really use, folded by `_folded`, and the codec that reads them. Supersets are taken where the
# WHATWG encoding standard takes them (gb2312 is gb18030 in practice). Python knows more codecs; some of them are
# no character sets (punycode, unicode_escape) or can hide markup (utf-7), so that this list is closed.
_CODECS: Final[dict[str, str]] = {
    **dict.fromkeys(("utf8", "unicode11utf8", "utf8mb4"), "utf-8"),
    **dict.fromkeys(("utf16", "ucs2", "iso10646ucs2", "utf16le", "utf16be"), "utf-16"),
    **dict.fromkeys(("utf32", "ucs4", "iso10646ucs4", "utf32le", "utf32be"), "utf-32"),
    **dict.fromkeys(("iso88591", "latin1", "l1", "ascii", "usascii", "ansix341968", "cp819"), "iso-8859-1"),
    **{f"iso8859{n}": f"iso8859-{n}" for n in (*range(2, 12), 13, 14, 15, 16)},
    **{f"latin{n}": f"latin{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10)},
    **{f"windows{n}": f"cp{n}" for n in (874, *range(1250, 1259))},
    **{f"cp{n}": f"cp{n}" for n in (437, 850, 852, 866, 874, *range(1250, 1259))},
    **dict.fromkeys(("ansi", "windowsansi", "xcp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "xgbk", "euccn"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("shiftjis", "sjis", "xsjis", "windows31j", "cp932"), "cp932"),
    **dict.fromkeys(("eucjp", "xeucjp"), "euc-jp"),
    **dict.fromkeys(("euckr", "ksc56011987", "cp949", "windows949"), "cp949"),
    **dict.fromkeys(("tis620", "iso885911"), "tis-620"),
    "iso2022jp": "iso2022-jp",
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
    "macintosh": "mac-roman",
    "macroman": "mac-roman",
}

_HIGH_CONTROL = re.compile(rb"[\x80-\x9f]")
_PLACES_NAMED = 8
_LOOKED_AT = 1000

# What bytes 80-9F mean in windows-1252; five of them mean nothing.
_C1: Final[dict[int, str]] = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}

_LAST_OF_PLANES: Final = "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[{_LAST_OF_PLANES}]")
_C1_BYTES: Final = re.compile(rb"\xc2[\x80-\x9f]")
_NONCHARACTER: Final = re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")
_NONCHARACTER_BEYOND: Final = re.compile(rb"[\xf0-\xf4][\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]")
_UNFIT_BYTES: Final = re.compile(
    rb"\xed[\xa0-\xbf][\x80-\xbf]|\xef\xb7[\x90-\xaf]|(?:\xef|[\xf0-\xf4][\x8f\x9f\xaf\xbf])\xbf[\xbe\xbf]"
)
_C1_TO_SIGN: Final = tuple((chr(code).encode(), sign.encode()) for code, sign in _C1.items())
_UNFIT_ASCII: Final = bytes(n for n in range(0x20) if n not in b"\t\n\x0c\r")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that gave it, and what had to be done against the label."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()


def codec(label: str) -> str:
    """The codec that reads what `label` names, "" if we know none."""
    return _CODECS.get(re.sub(r"[^a-z0-9]", "", label.lower()[:40]), "")


def decode(content: bytes, *, label: str, transport_charset: str, profile: Profile) -> Decoded:
    """Decode by mark, else label, else transport, else profile, else UTF-8 (wire-formats traps 1 and 2)."""
    proven, skip = byte_order(content)
    body = content[skip:]
    repairs: list[Repair] = []
    named = ""
    for said in (label, transport_charset, profile.charset):
        named = codec(said)
        if said and not named and not proven:
            repairs.append(Repair("charset-unknown-label", said[:40]))
        if named:
            break
    if proven:
        if named and not proven.startswith(named) and (label or skip == 0):
            repairs.append(Repair("charset-label", f"{label or named} named, {proven} sent"))
        return _strict(body, proven, repairs, profile)
    if named in {"utf-16", "utf-32"}:
        # Without a mark and without the zeros of wide ASCII it cannot be that encoding.
        repairs.append(Repair("charset-label", f"{label or named} named, not sent"))
        named = "utf-8"
    if named == "iso-8859-1":
        return _latin(body, repairs)
    return _strict(body, named or "utf-8", repairs, profile)


def _latin(body: bytes, repairs: list[Repair]) -> Decoded:
    """Latin-1 as it is really sent: UTF-8 if it is that, windows-1252 if it has bytes that Latin-1 has no sign for."""
    if body.isascii():
        return Decoded(body.decode("ascii"), "iso-8859-1", tuple(repairs))
    try:
        return Decoded(
            body.decode("utf-8"), "utf-8", (*repairs, Repair("charset-utf-8", "iso-8859-1 named, valid UTF-8 sent"))
        )
    except UnicodeDecodeError:
        pass
    control = _HIGH_CONTROL.search(body)
    text = body.decode("iso-8859-1")
    if control is None:
        return Decoded(text, "iso-8859-1", tuple(repairs))
    found = Repair("charset-windows-1252", f"iso-8859-1 named, byte {body[control.start()]:02X} at {control.start()}")
    return Decoded(text.translate(_C1), "windows-1252", (*repairs, found))


def _strict(body: bytes, encoding: str, repairs: list[Repair], profile: Profile) -> Decoded:
    try:
        return Decoded(body.decode(encoding), encoding, tuple(repairs))
    except UnicodeDecodeError as error:
        first = error
    fallbacks = [profile.charset_fallback] if profile.charset_fallback else []
    if encoding not in {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}:
        fallbacks.insert(0, "utf-8")
    for name in fallbacks:
        taken = codec(name)
        if not taken:
            continue
        found = Repair("charset-fallback", f"not {encoding} at byte {first.start}, read as {taken}")
        try:
            if taken in {"iso-8859-1", "cp1252"}:
                return Decoded(body.decode("iso-8859-1").translate(_C1), "windows-1252", (*repairs, found))
            return Decoded(body.decode(taken), taken, (*repairs, found))
        except UnicodeDecodeError:
            continue
    raise BrokenDelivery(
        "charset",
        f"the bytes are not {encoding}: {first.reason}; if the agency sends another encoding, "
        f'set charset_fallback (for example "windows-1252") in the profile of this wire',
        f"byte {first.start}",
    )


def mend(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Take out what no page may hold: controls, lone surrogates, noncharacters. C1 controls are read as windows-1252.

    TAB, LF, FF and CR stay. Clean text comes back as it is, at the cost of a search.
    """
    if _is_clean(text):
        return text, ()
    first = [(match.start(), match[0]) for match in islice(_UNFIT.finditer(text), _LOOKED_AT)]
    data = text.encode("utf-8", "surrogatepass").translate(None, _UNFIT_ASCII)
    mapped = 0
    for control, sign in _C1_TO_SIGN:
        if control in data:
            mapped += data.count(control) if sign else 0
            data = data.replace(control, sign)
    clean = _UNFIT_BYTES.sub(b"", data).decode("utf-8")
    repairs = []
    if dropped := len(text) - len(clean):
        repairs.append(Repair("control-chars", places([at for at, sign in first if not _C1.get(ord(sign))], dropped)))
    if mapped:
        repairs.append(Repair("c1-windows-1252", places([at for at, sign in first if _C1.get(ord(sign))], mapped)))
    return clean, tuple(repairs)


def sign_of_control(number: int) -> str:
    """What a control character means: windows-1252's sign for 80 to 9F, else nothing."""
    return _C1.get(number, "")


def places(offsets: list[int], total: int) -> str:
    """The first few offsets of a repair, and how many there are when there are more."""
    named = "at " + ", ".join(str(offset) for offset in offsets[:_PLACES_NAMED])
    return named if total <= len(offsets[:_PLACES_NAMED]) else f"{named} … ({total} in all)"


def _is_clean(text: str) -> bool:
    try:
        data = text.encode("ascii" if text.isascii() else "utf-8")
    except UnicodeEncodeError:
        return False
    # Deleting from bytes is many times faster than a search by pattern, and this runs over every text.
    return len(data.translate(None, _UNFIT_ASCII)) == len(data) and not holds_unfit(data)


def holds_unfit(data: bytes) -> bool:
    """Whether UTF-8 holds a C1 control or a noncharacter: those that XML lets pass and pages must not have."""
    # Each pattern is only tried where its first byte is there at all: looking for one byte costs next to nothing.
    if data.isascii():
        return False
    if b"\xc2" in data and _C1_BYTES.search(data):
        return True
    if b"\xef" in data and _NONCHARACTER.search(data):
        return True
    is_beyond_bmp = b"\xf0" in data or b"\xf1" in data or b"\xf2" in data or b"\xf3" in data or b"\xf4" in data
    return is_beyond_bmp and _NONCHARACTER_BEYOND.search(data) is not None
