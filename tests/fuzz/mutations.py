"""Ways to spoil a document: chance and bytes in, bytes out. None makes more than about a megabyte."""

import gzip
import re
from collections.abc import Callable
from random import Random

from . import nasty

MOST_BYTES = 1_000_000
Mutation = Callable[[Random, bytes], bytes]

_TAG = re.compile(rb"</?[A-Za-z][^<>\s/]*")
_TAG_END = re.compile(rb"[^<>\s/](?=/?>)")
_ELEMENT = re.compile(rb"<([A-Za-z][^<>\s/]*)(?:\s[^<>]*)?>")
_ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<>]{0,400}\"|'[^'<>]{0,400}')")
_TEXT = re.compile(rb"(?<=[>\"])[^<>\"{}]{4,}")
_DATE = re.compile(rb"\d{8}T\d{4,6}[^\"'<]{0,6}|\d{4}-\d\d-\d\d[^\"'<]{0,22}|[A-Z][a-z]{2}, \d\d [^\"'<]{10,22}")
_LABEL = re.compile(rb"encoding=[\"']([^\"']*)")
_NAMESPACE = re.compile(rb"xmlns(?::\w+)?=\"([^\"]*)")
_JSON_VALUE = re.compile(rb":\s*(\"(?:[^\"\\]|\\.)*\"|-?\d[\d.eE+-]*|true|false|null)")
_JSON_NAME = re.compile(rb"\"(?:[^\"\\]|\\.){0,60}\"\s*:")
_JSON_NUMBER = re.compile(rb"(?<=[:\[, ])-?\d+(?:\.\d+)?(?=[,\]} ])")
_BOMS = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"\0\0\xfe\xff",
    b"\x2b\x2f\x76\x38-",
    b" \r\n",
    b"\0",
)
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "cp1252",
    "gb18030",
    "shift_jis",
    "utf-7",
    "cp037",
)


def flip_bits(rng: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def random_bytes(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.choice((1, 2, 4, 64))) + data[at + rng.choice((0, 1, 4)) :]


def cut(rng: Random, data: bytes) -> bytes:
    """The end, the beginning or something between is lost."""
    start, end = _range(rng, data)
    return rng.choice((data[:start], data[end:], data[:start] + data[end:]))


def double(rng: Random, data: bytes) -> bytes:
    start, end = _range(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 3, 20)) + data[end:]


def swap_ranges(rng: Random, data: bytes) -> bytes:
    a, b = _range(rng, data)
    c, d = _range(rng, data[b:])
    c, d = c + b, d + b
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def two_documents(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return rng.choice((data + data, data[:at] + data, data + b"\n" + data[at:]))


def byte_order_mark(rng: Random, data: bytes) -> bytes:
    return rng.choice(_BOMS) + data


def other_encoding(rng: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(_ENCODINGS), "replace")


def zipped(rng: Random, data: bytes) -> bytes:
    packed = gzip.compress(data, 1, mtime=0)
    return rng.choice((packed, packed[: rng.randrange(len(packed))], flip_bits(rng, packed), packed + packed))


def charset_label(rng: Random, data: bytes) -> bytes:
    label = rng.choice(nasty.CHARSETS)
    if _LABEL.search(data, 0, 200):
        return _LABEL.sub(b'encoding="' + label.replace(b"\\", b""), data, count=1)
    return b'<?xml version="1.0" encoding="' + label + b'"?>' + data


def nasty_text(rng: Random, data: bytes) -> bytes:
    return _into_text(rng, data, rng.choice(nasty.TEXTS))


def nasty_markup(rng: Random, data: bytes) -> bytes:
    pieces = b"".join(rng.choice(nasty.MARKUP) for _ in range(rng.choice((1, 1, 2, 5))))
    if rng.random() < _ESCAPED:
        pieces = pieces.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;")
    elif data.lstrip()[:1] in (b"{", b"["):
        pieces = pieces.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return _into_text(rng, data, pieces)


def date_garbage(rng: Random, data: bytes) -> bytes:
    return _in_place_of(rng, data, _DATE, rng.choice(nasty.DATES))


def swap_tags(rng: Random, data: bytes) -> bytes:
    """One tag's name for another's; half of the time everywhere, so that the document stays well-formed."""
    first, second = _one(rng, data, _TAG), _one(rng, data, _TAG)
    if first is None or second is None:
        return data
    old, new = first[0].lstrip(b"</"), second[0].lstrip(b"</")
    if rng.random() < _EVERYWHERE:
        return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", lambda match: match[1] + new, data)
    return data[: first.start()] + second[0] + data[first.end() :]


def drop_tag(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _TAG)
    if found is None:
        return data
    end = data.find(b">", found.end()) + 1
    return data[: found.start()] + data[end:]


def rename_tag(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _TAG)
    name = rng.choice(
        (b"x", b"p", b"div", b"a:b", b"table", b"xml", b"A" * 300, "ñ".encode(), b"html", b"item", b"entry")
    )
    return data if found is None else data[: found.start()] + b"<" + name + data[found.end() :]


def attribute_garbage(rng: Random, data: bytes) -> bytes:
    value = rng.choice((*nasty.TEXTS, *nasty.DATES, *nasty.NUMBERS)).replace(b'"', b"&quot;")
    return _in_place_of(rng, data, _ATTRIBUTE, b'="' + value + b'"')


def more_attributes(rng: Random, data: bytes) -> bytes:
    count = rng.choice((1, 3, 3, 1000) if rng.random() < _SELDOM else (1, 3))
    name = rng.choice((b"a", b"xmlns:n", b"xml:lang", b"class", b"guid", b"version", b"colspan", b"data-wire"))
    attributes = b"".join(b" %s%d='%d'" % (name, number, number) for number in range(count))
    return _after(rng, data, _TAG, rng.choice((attributes, b" " + name + b"='1' " + name + b"='2'")))


def huge_attribute(rng: Random, data: bytes) -> bytes:
    length = _size(rng)
    value = rng.choice((b"a", b"&amp;", b"&#65;", b" ", "आ".encode()))
    return _after(rng, data, _TAG, b' huge="' + value * (length // len(value)) + b'"')


def deep_nesting(rng: Random, data: bytes) -> bytes:
    depth = rng.choice((20, 255, 256, 300, 3000) if rng.random() < _SELDOM else (5, 20, 60))
    tag = rng.choice(
        (b"div", b"b", b"blockquote", b"ul><li", b"table><tr><td", b"p", b"span", b"body.content", b"item")
    )
    names = [name for name in tag.split(b"><") if name]
    closing = b"".join(b"</" + name + b">" for name in reversed(names))
    inside = rng.choice((b"x", b"", b"<p>x</p>"))
    nest = (b"<" + tag + b">") * depth + inside + (closing * depth if rng.random() < _CLOSED else b"")
    return _into_text(rng, data, nest)


def entities(rng: Random, data: bytes) -> bytes:
    declaration = rng.choice(nasty.ENTITIES)
    at = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    name = rng.choice((b"&c;", b"&e;", b"&a;", b"&undeclared;", b"%p;"))
    return _into_text(rng, data[:at] + declaration + data[at:], name)


def repeat_element(rng: Random, data: bytes) -> bytes:
    """A small element a hundred thousand times, seldom; a few hundred times mostly."""
    element = rng.choice(
        (b"<p/>", b"<p>a</p>", b"<i/>x", b"<br/>", b"<li>a", b"<td/>", b"<!---->", b"&amp;", b"<a:b/>")
    )
    count = 100_000 if rng.random() < _HUGE else rng.choice((10, 300))
    return _into_text(rng, data, (element * count)[:MOST_BYTES])


def repeat_own_element(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _ELEMENT)
    if found is None:
        return data
    end = data.find(b"</" + found[1] + b">", found.end())
    whole = data[found.start() : end + len(found[1]) + 3] if end >= 0 else found[0]
    count = min(rng.choice((2, 5, 40)), max(1, _size(rng) // len(whole)))
    return data[: found.start()] + whole * count + data[found.start() :]


def namespaces(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _NAMESPACE)
    other = rng.choice(
        (b"", b"urn:x", b"http://iptc.org/std/nar/2006-10-01/", b"http://www.w3.org/1999/xhtml", b"&amp;")
    )
    return data if found is None else data[: found.start(1)] + other + data[found.end(1) :]


def json_value(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _JSON_VALUE)
    value = rng.choice(nasty.VALUES)
    return data if found is None else data[: found.start(1)] + value + data[found.end(1) :]


def json_number(rng: Random, data: bytes) -> bytes:
    return _in_place_of(
        rng, data, rng.choice((_JSON_NUMBER, _JSON_VALUE)), rng.choice((b"", b": ")) + rng.choice(nasty.NUMBERS)
    )


def json_duplicate(rng: Random, data: bytes) -> bytes:
    """A name twice in one object, or one name in place of another."""
    found, other = _one(rng, data, _JSON_NAME), _one(rng, data, _JSON_NAME)
    if found is None or other is None:
        return data
    if rng.random() < _EVERYWHERE:
        return data[: found.start()] + found[0] + rng.choice(nasty.VALUES) + b"," + data[found.start() :]
    return data[: found.start()] + other[0] + data[found.end() :]


def json_nesting(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _JSON_VALUE)
    depth = rng.choice((200, 257, 1000, 100_000) if rng.random() < _SELDOM else (3, 20))
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'[{"bodies":', b"}]")))
    nest = opening * depth + b"1" + (closing * depth if rng.random() < _CLOSED else b"")
    return data if found is None else data[: found.start(1)] + nest[:MOST_BYTES] + data[found.end(1) :]


def json_many(rng: Random, data: bytes) -> bytes:
    found = _one(rng, data, _JSON_VALUE)
    count = 100_000 if rng.random() < _HUGE else rng.choice((10, 300))
    value = rng.choice((b"1", b'"a"', b"{}", b"null", b'{"name": "x"}'))
    many = b"[" + b",".join([value] * min(count, MOST_BYTES // len(value + b","))) + b"]"
    return data if found is None else data[: found.start(1)] + many + data[found.end(1) :]


ANY: tuple[Mutation, ...] = (
    flip_bits, flip_bits, random_bytes, cut, double, swap_ranges, two_documents, byte_order_mark, other_encoding,
    zipped, charset_label, nasty_text, nasty_text, nasty_text, nasty_markup, nasty_markup, nasty_markup, date_garbage,
    date_garbage,
)  # fmt: skip
XML: tuple[Mutation, ...] = (
    swap_tags, swap_tags, drop_tag, rename_tag, attribute_garbage, attribute_garbage, more_attributes, huge_attribute,
    deep_nesting, entities, repeat_element, repeat_own_element, namespaces,
)  # fmt: skip
JSON: tuple[Mutation, ...] = (
    json_value, json_value, json_value, json_number, json_number, json_duplicate, json_duplicate, json_nesting,
    json_many, deep_nesting, repeat_element,
)  # fmt: skip
_HOW_MANY = (1, 1, 1, 1, 2, 2, 4)
_ESCAPED, _EVERYWHERE, _CLOSED = 0.25, 0.5, 0.7
_SELDOM, _HUGE = 0.05, 0.004


def mutate(rng: Random, data: bytes) -> bytes:
    """One to five mutations, one over the other, such as fit the document."""
    fitting = ANY + (JSON if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else XML)
    for _ in range(rng.choice(_HOW_MANY)):
        data = rng.choice(fitting)(rng, data)[:MOST_BYTES]
    return data


def _range(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 2, 16, 200, 2000)))


def _size(rng: Random) -> int:
    return rng.choice((100_000, MOST_BYTES)) if rng.random() < _HUGE else rng.choice((300, 3_000))


def _one(rng: Random, data: bytes, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
    """A match somewhere: the first one after a place taken at random."""
    return pattern.search(data, rng.randrange(len(data) + 1)) or pattern.search(data)


def _in_place_of(rng: Random, data: bytes, pattern: re.Pattern[bytes], other: bytes) -> bytes:
    found = _one(rng, data, pattern)
    return data if found is None else data[: found.start()] + other + data[found.end() :]


def _after(rng: Random, data: bytes, pattern: re.Pattern[bytes], more: bytes) -> bytes:
    found = _one(rng, data, pattern)
    return data if found is None else data[: found.end()] + more + data[found.end() :]


def _into_text(rng: Random, data: bytes, piece: bytes) -> bytes:
    found = _one(rng, data, _TEXT)
    at = rng.randrange(len(data) + 1) if found is None else rng.randrange(found.start(), found.end() + 1)
    return data[:at] + piece + data[at:]
