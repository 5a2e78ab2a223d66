"""Is this page what the public log says it is?

    python check_page.py PAGE [PROOF] [--key VKEY]

Exit 0: it is. 1: it is not. 2: it could not be checked (a file or a key is missing, or the command is wrong).
PAGE is a story page as served or saved. PROOF is its C2SP tlog-proof; without it, v<n>.tlog-proof beside the page.
VKEY is the log's verifier key, or a file with one a line; without it, log/vkey in a folder around the page.

This file needs Python 3.9 or later and nothing else, opens no connection, and shares no code with the program that
made the page: it is written from the published definitions alone, so that the two agree or one of them is wrong.
It is meant to be read: page, text, leaf, proof, signature, command. What it does not fully understand "is not".
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html.entities
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Wrong(Exception):
    """The page is not what the log says; the text says why."""


class Missing(Exception):
    """The check could not be made; the text says what to bring."""


def must(holds: object, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)


# ---- 1. The page. Browsers mend broken HTML by long rules. We know none of them: we read only pages that need no
# mending (every element known, closed in order, standing where HTML lets it stand) and refuse all others. For those the
# tree below is the browser's. A reader that guesses could be shown one text while the browser shows another.

VOID = frozenset("br col hr img input link meta source wbr".split())
RAW = frozenset("script style title".split())  # browsers read no elements in these; here none may look like one
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SHUTS_P = HEADINGS | frozenset(  # an open <p> ends silently before these
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form header hr li main "
    "nav ol p pre section summary table ul".split()
)
ONLY_THESE = {  # all that may stand directly in these: other elements and text would be moved elsewhere
    rule.split(":")[0]: frozenset(rule.split(":")[1].split())
    for rule in (
        ":html|html:head body|head:meta title link script style|table:caption colgroup thead tbody tfoot tr|"
        "thead:tr|tbody:tr|tfoot:tr|tr:td th|colgroup:col|svg:path|path:"
    ).split("|")
}
ONLY_THERE = frozenset().union(*ONLY_THESE.values()) - frozenset("link script style".split())
ONLY_IN = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}}
NOT_IN_ITSELF = frozenset("a button form".split())
KNOWN = (VOID | RAW | SHUTS_P | ONLY_THERE).union(
    "a abbr b bdi bdo button cite code data del dfn em i ins kbd label mark picture q s samp small span strong sub sup "
    "svg time u var".split()
)
NAMES = {*html.entities.name2codepoint, "apos"}  # of characters; HTML knows 1,900 more that nobody writes
ATTRIBUTE = r"""([a-z_:][-a-z0-9_:.]*)(?:=("[^"]*"|'[^']*'|[^\t\n\f "'=<>`]+))?"""
TOKEN = re.compile(
    r"<!--(?!-?>)(?:(?!--)[^\0])*-->|<!(?P<doctype>doctype) html>|</(?P<close>[a-z][a-z0-9]*)[\t\n\f ]*>"
    rf"|<(?P<open>[a-z][a-z0-9]*)(?P<attributes>(?:[\t\n\f ]+{ATTRIBUTE})*)[\t\n\f ]*(?P<shut>/?)>|(?P<text>[^<\0]+)",
    re.IGNORECASE | re.ASCII,
)
# The first way is a page's own, the second what browsers write when they save it.
UTF8 = r"""<meta (?:charset=["']?|http-equiv=["']?content-type["']? content=["']text/html; ?charset=)utf-8["' />]"""


class Element:
    """One element of the page, with its text and elements in order."""

    def __init__(self, name: str, attributes: str) -> None:
        self.name = name
        self.attributes: dict[str, str] = {}
        self.inside: list[str | Element] = []
        for key, value in re.findall(ATTRIBUTE, attributes, re.IGNORECASE | re.ASCII):
            must(key.lower() not in self.attributes, f"an element of the page has {key} twice")
            self.attributes[key.lower()] = decoded(value[1:-1] if value[:1] in ('"', "'") else value)


def decoded(text: str) -> str:
    """Character references resolved. One that is unfinished, unknown, or that HTML reads as another is refused."""
    for found in re.finditer("&(?:#([0-9]{1,6});|#x([0-9a-f]{1,5});|([a-z0-9]+);)?", text, re.IGNORECASE | re.ASCII):
        code = int(found[1]) if found[1] else int(found[2], 16) if found[2] else None
        plain = found[3] in NAMES if code is None else html.unescape(found[0]) == chr(code)
        must(plain, f"the page has an & that begins no plain character: {text[found.start() :][:20]!r}")
    return html.unescape(text)


def utf8(content: bytes, what: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Wrong(f"the {what} is not UTF-8 (byte {error.start})") from error


def parse(content: bytes) -> list[Element]:
    """All elements of the page, in order; each holds its own children."""
    text = utf8(content, "page").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    says_utf8 = re.search(UTF8, text[:1024], re.IGNORECASE)
    must(says_utf8 and len(content) < 8_000_000, "the page does not begin by saying that it is UTF-8, or is huge")
    page = [Element("", "")]
    path, order, at = page[:], [""], 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            raise Wrong(f"the page cannot be read from here on: {text[at : at + 40]!r}")
        at, here = token.end(), path[-1]
        plain = here.name not in RAW or token["text"] or token["close"]
        must(plain, f"a <{here.name}> of the page holds {token[0][:40]!r}")
        order += [(token["doctype"] or token["open"] or "").lower()]
        if token["open"]:
            element = Element(order[-1], token["attributes"])
            check_place(element.name, [outer.name for outer in path])
            here.inside.append(element)
            page.append(element)
            if element.name not in VOID and not (element.name == "path" and token["shut"]):
                must(not token["shut"], f"the page closes <{element.name}> within its own tag")
                path.append(element)
        elif token["close"]:
            must(token["close"].lower() == here.name, f"the page has {token[0]} where <{here.name}> is open")
            path.pop()
        elif token["text"]:
            fits = here.name not in ONLY_THESE or not token["text"].strip("\t\n\f ")
            must(fits, f"the page has text directly in <{here.name}>: {token[0][:40]!r}")
            here.inside.append(token["text"] if here.name in ("script", "style") else decoded(token["text"]))
    whole = [name for name in order if name in ("doctype", "html", "head", "body")] == "doctype html head body".split()
    must(len(path) == 1 and order[1] == "doctype" and whole, "the page is not one whole HTML document")
    return page


def check_place(name: str, path: list[str]) -> None:
    """Refuse an element where a browser would close others for it, or move it."""
    here = path[-1]
    known = name in ONLY_THESE.get(here, KNOWN - ONLY_THERE)
    nested = (name in SHUTS_P and "p" in path) or (name in NOT_IN_ITSELF and name in path)
    misplaced = here not in ONLY_IN.get(name, [here]) or (name in HEADINGS and here in HEADINGS) or len(path) > 100
    must(known and not nested and not misplaced, f"the page has <{name}> in <{here}>, which is not read here")


def the_one(page: list[Element], name: str, attribute: str, value: str | None = None) -> Element:
    """The only element with this name ("" for any) and attribute (None for any value)."""
    same_name = [one for one in page if name in ("", one.name) and attribute in one.attributes]
    found = [one for one in same_name if value in (None, one.attributes[attribute])]
    must(len(found) == 1, f'the page has {len(found)} elements {name}[{attribute}="{value or ""}"], not one')
    return found[0]


# ---- 2. Its text: wire-text/1, steps 2 to 6.

SKIPPED = frozenset("script style template head iframe object embed svg figure media".split())
BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd td th caption blockquote pre div section article header footer table thead "
    "tbody tr ul ol dl block body address aside bq details fieldset figcaption fn form hr main nav summary".split()
)
INSIDE = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr table caption thead tbody tfoot tr th td div "
    "a span br b i em strong sub sup".split()
)
OWN = {"a": {"href", "rel"}, "span": {"lang", "dir"}}  # the attributes that pages have on these
RIGHT_TO_LEFT = r"(?ia)(?![-\w]*-(latn|deva)\b)(ar|arc|ckb|dv|fa|he|ks|ps|sd|syr|ug|ur|yi|[-\w]*-(arab|hebr))\b"


def check_marked(root: Element, names: frozenset[str], own: set[str]) -> None:
    """Refuse what hides, turns or adds words in an agency's element: steps 2 to 6 take no notice of it."""
    inner = [child for child in root.inside if isinstance(child, Element)]
    odd = set(root.attributes) - own | {child.name for child in inner} - names
    must(not odd, f"the marked text holds what a reader would not see: {' '.join(sorted(odd))} in <{root.name}>")
    for child in inner:
        check_marked(child, names, OWN.get(child.name, set()))


def blocks_of(root: Element) -> list[str]:
    """Walk, skip, cut into blocks; then collapse white space and drop what is empty."""
    blocks = [""]

    def walk(element: Element) -> None:
        for child in element.inside:
            if isinstance(child, str):
                blocks[-1] += child
                continue
            edge = [""] if child.name in BLOCKS else []
            blocks.extend(edge)
            blocks[-1] += " " if child.name == "br" else ""
            if child.name not in SKIPPED and child.attributes.get("data-wire") != "x":
                walk(child)
            blocks.extend(edge)

    walk(root)
    collapsed = (re.sub("[\t\n\f\r ]+", " ", block).strip(" ") for block in blocks)
    return [block for block in collapsed if block]


# ---- 3. The leaf: what the log says of this version.

PUTS_A_TEXT_UP = frozenset("publish update correct restore release".split())
SEALS = {"raw": {"alg", "len", "type", "c"}, "text": {"len", "blocks", "c"}, "head": {"c"}}
KINDS = {
    **dict.fromkeys(SEALS, dict),
    **dict.fromkeys(("v", "recv", "shown", "prev"), int),
    **dict.fromkeys(("t", "story", "ver", "wire", "url", "label", "parser", "why", "ref"), str),
}


def read_json(text: str, what: str, fields: set[str]) -> dict[str, Any]:
    try:
        told = json.loads(text.encode())  # half a surrogate pair is no text, and no leaf
    except (ValueError, RecursionError) as error:
        raise Wrong(f"the {what} is not JSON") from error
    must(type(told) is dict and set(told) == fields, f"the {what} has not the fields {', '.join(sorted(fields))}")
    return dict(told)


def read_leaf(leaf: str) -> dict[str, Any]:
    """The leaf's fields; refused unless its bytes are the one canonical way to write them."""
    fields = read_json(leaf, "leaf", set(KINDS))
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    must(canonical == leaf and fields["v"] == 1, "the leaf is not written canonically, in version 1")
    for name, kind in KINDS.items():
        must(fields[name] is None or type(fields[name]) is kind, f"the leaf's {name} is of the wrong kind")
    for name, seal in SEALS.items():
        must(fields[name] is None or set(fields[name]) == seal, f"the leaf's {name} has not its fields")
    must(fields["t"] in PUTS_A_TEXT_UP, f"the leaf is a {fields['t']}: that puts no text up")
    return fields


def commitment(field: str, salt: object, content: bytes) -> str:
    """SHA-256(0x01, the field's name, 0x00, the salt, the bytes)."""
    if not isinstance(salt, str) or not re.fullmatch("[0-9a-f]{32}", salt):
        raise Wrong(f"the page's salt for {field} is not 16 bytes in hex")
    return hashlib.sha256(b"\x01" + field.encode() + b"\x00" + bytes.fromhex(salt) + content).hexdigest()


def check_leaf(page: list[Element], leaf: dict[str, Any], salts: dict[str, Any]) -> str:
    """Everything that the page shows and says, against the leaf. The answer is the digest of its text."""
    marked, body = the_one(page, "", "data-wire", "h"), the_one(page, "", "data-wire", "b")
    headline, blocks = " ".join(blocks_of(marked)), blocks_of(body)
    for one, names, own in ((marked, frozenset[str](), set() if headline else {"hidden"}), (body, INSIDE, {"id"})):
        way = "rtl" if re.match(RIGHT_TO_LEFT, one.attributes.get("lang", "")) else "ltr"
        must(one.attributes.get("dir", way) == way, "the marked text is turned against the way of its language")
        plain = re.fullmatch("(wire|text|long| )*", one.attributes.get("class", ""))
        must(plain, f"the marked text holds what a reader would not see: the class {one.attributes.get('class')}")
        check_marked(one, names, {"data-wire", "class", "lang", "dir"} | own)
    must(marked.name == "h1" or not headline, "the headline of the wire does not stand in an h1")  # none: in a span
    must(body is the_one(page, "div", "id", "agency-text"), "the text of the wire does not stand in div#agency-text")
    text = "".join(f"{line}\n" for line in ("wire-text/1", headline, *blocks)).encode()
    digest = hashlib.sha256(text).hexdigest()
    named = the_one(page, "meta", "name", "wire-text").attributes.get("content")
    must(named == digest, f"the text of the page has another digest than the page says: {digest}")
    seal = {"len": len(text), "blocks": len(blocks), "c": commitment("text", salts["text"], text)}
    must(leaf["text"] == seal, f"the text of the page is not the text in the log: {seal} is not {leaf['text']}")
    seal = {"c": commitment("head", salts["head"], headline.encode())}
    must(leaf["head"] == seal, f"the headline of the page is not that in the log: {seal} is not {leaf['head']}")
    commitment("raw", salts["raw"] or "0" * 32, b"")  # the agency alone can compare raw; here only the salt's form
    article = the_one(page, "article", "data-guid").attributes
    stories = article["data-guid"], "sha256:" + hashlib.sha256(article["data-guid"].encode()).hexdigest()
    must(leaf["story"] in stories, f"the page says it is {stories[0]}, the leaf is about {leaf['story']}")
    version = article.get("data-version", "")
    must(leaf["ver"] == version, f"the page says it is version {version}, the leaf is about version {leaf['ver']}")
    address = the_one(page, "link", "rel", "canonical").attributes.get("href", "")
    place = re.fullmatch("https?://[^?#]+(/[^/?#]+/)(?:[^/?#]*-)?([^-/?#]+)/", address)
    must(place and place[1] + place[2] == leaf["url"], f"the page's address is {address}, the leaf's {leaf['url']}")
    return digest


# ---- 4. The proof: the leaf is in the tree of a signed checkpoint (C2SP tlog-proof and tlog-checkpoint).

Key = tuple[str, bytes, bytes]  # name, key ID, Ed25519 public key
NUMBER = "(0|[1-9][0-9]{0,14})"
PROOF = re.compile(  # our logs write no `extra` line; lines after the root are allowed, and signed like it
    rf"c2sp\.org/tlog-proof@v1\nindex {NUMBER}\n((?:[^\n]{{44}}\n){{0,63}})\n"
    rf"(?P<note>([^\n]+)\n{NUMBER}\n([^\n]+)\n(?:[^\n]+\n)*)\n(?P<signatures>(?:— [^\s+]+ [A-Za-z0-9+/=]+\n){{1,64}})"
)


def unbase64(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        content = b""
    must(content and base64.b64encode(content).decode() == text, f"this is not base64: {text[:60]!r}")
    return content


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that the leaf, its place and the inclusion path give: RFC 9162, 2.1.3.2."""
    root, here, last = hashlib.sha256(b"\x00" + leaf).digest(), index, size - 1
    must(here <= last, "the proof's index lies outside of its tree")
    for sibling in path:
        must(last, "the inclusion path is too long")
        from_left = here % 2 or here == last
        root = hashlib.sha256(b"\x01" + (sibling + root if from_left else root + sibling)).digest()
        while from_left and here and not here % 2:
            here, last = here // 2, last // 2
        here, last = here // 2, last // 2
    must(last == 0, "the inclusion path is too short")
    return root


def check_proof(proof: bytes, leaf: bytes, keys: list[Key]) -> str:
    """The answer says where the leaf stands, when all of it fits."""
    found = PROOF.fullmatch(utf8(proof, "proof"))
    if found is None or re.search(rb"[\x00-\x09\x0b-\x1f]", proof):
        raise Wrong("the proof has not the form of c2sp.org/tlog-proof@v1")
    index, path, origin, size, root = found[1], found[2], found[4], found[5], found[6]
    reached = root_of(leaf, int(index), int(size), [unbase64(line) for line in path.split("\n")[:-1]])
    must(reached == unbase64(root), f"the leaf is not in the tree: {reached.hex()} is not {unbase64(root).hex()}")
    check_signature(found["note"].encode(), found["signatures"], [key for key in keys if key[0] == origin])
    return f"Log {origin}, entry {index}, under the signed checkpoint of size {size}"


# ---- 5. The signature: C2SP signed-note with Ed25519 (RFC 8032).


def read_key(line: str) -> Key | None:
    """A verifier key `name+id+base64(type, key)`; None where it is of another type than Ed25519 (0x01)."""
    try:
        name, key_id, encoded = line.split("+", 2)
        content = unbase64(encoded)
    except (ValueError, Wrong) as error:
        raise Missing(f"this is not a verifier key: {line[:100]!r}") from error
    if hashlib.sha256(name.encode() + b"\n" + content).hexdigest()[:8] != key_id or not re.fullmatch(r"\S+", name):
        raise Missing(f"this verifier key does not fit its own name and id: {line[:100]!r}")
    return (name, bytes.fromhex(key_id), content[1:]) if content[0] == 1 else None


def check_signature(note: bytes, lines: str, keys: list[Key]) -> None:
    """A known key signs, and none signs wrongly. What unknown keys say (witnesses) is neither used nor minded."""
    said = [(line.split(" ")[1], unbase64(line.split(" ")[2])) for line in lines.split("\n")[:-1]]
    ours = [(key[2], content[4:]) for name, content in said for key in keys if key[:2] == (name, content[:4])]
    must(ours, "the checkpoint bears no signature of its log by the given key")
    must(all(verifies(key, note, signature) for key, signature in ours), "the checkpoint's signature is not the log's")


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T: x = X/Z, y = Y/Z, x*y = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def point(encoded: bytes) -> Point | None:
    """RFC 8032, 5.1.3. None where the bytes are no point, not its canonical encoding, or a point of small order."""
    y = int.from_bytes(encoded, "little") & (1 << 255) - 1
    sign = encoded[-1] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    found = x, y, 1, x * y % P
    return found if times(8, found)[0] else None


def add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * one[3] * two[3] * D, 2 * one[2] * two[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, base: Point) -> Point:
    total = NEUTRAL
    while scalar:
        total = add(total, base) if scalar & 1 else total
        base, scalar = add(base, base), scalar >> 1
    return total


def verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """RFC 8032, 5.1.7, by the equation without the cofactor; S must be below L, and A and R as `point` has them."""
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if len(key) != 32 or len(signature) != 64 or base is None:
        return False
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    one, two = times(s, base), add(r, times(k, a))
    return not any((one[axis] * two[2] - two[axis] * one[2]) % P for axis in (0, 1))


# ---- 6. The command.


def read_keys(given: str | None, page_file: Path) -> list[Key]:
    around = [folder / "log" / "vkey" for folder in page_file.resolve().parents] if given is None else [Path(given)]
    file = next((file for file in around if file.is_file()), None)
    text = file.read_text("utf-8", "replace") if file else given or ""
    keys = [key for key in map(read_key, text.split()) if key]
    if not keys:
        raise Missing("there is no key: give it with --key, or keep the page in its site's folder, with log/vkey")
    return keys


def check(page_bytes: bytes, proof_of: Callable[[int], bytes], keys: list[Key]) -> str:
    """The sentences to print when all is as the log says; raises Wrong otherwise. `proof_of(n)` reads a proof."""
    page = parse(page_bytes)
    script = "".join(map(str, the_one(page, "script", "id", "wire-leaf").inside))
    told = read_json(script, "script#wire-leaf", {"n", "leaf", "salts"})
    must(type(told["n"]) is int and type(told["leaf"]) is str, "the page's script#wire-leaf names no leaf")
    leaf = read_leaf(told["leaf"])
    digest = check_leaf(page, leaf, read_json(json.dumps(told["salts"]), "list of salts", set(SEALS)))
    place = check_proof(proof_of(told["n"]), told["leaf"].encode(), keys)
    same = f"It is the same. The text of this page is version {leaf['ver']} of {leaf['story']}, as logged."
    scope = (
        "Compared: headline, text, story, version, address. Not: label, byline, times, title, pictures, links, look."
    )
    return f"{same}\n{place}. Digest of the text: {digest}.\n{scope}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is the exit code."""
    parser = argparse.ArgumentParser(prog="check_page.py", description="Is this page what the public log says it is?")
    parser.add_argument("page", type=Path, metavar="PAGE", help="a story page, served or saved")
    parser.add_argument("proof", type=Path, metavar="PROOF", nargs="?", help="default: v<n>.tlog-proof beside the page")
    parser.add_argument("--key", metavar="VKEY", help="the log's key, or a file of keys; default: log/vkey around PAGE")
    asked = parser.parse_args(arguments)
    try:
        keys, page = read_keys(asked.key, asked.page), asked.page.read_bytes()
        answer = check(page, lambda n: Path(asked.proof or asked.page.with_name(f"v{n}.tlog-proof")).read_bytes(), keys)
        own = "" if asked.key else "\nThe key is the site's own copy: compare it with one from elsewhere."
        code, answer = 0, answer + own
    except Wrong as error:
        code, answer = 1, f"It is not the same: {error}."
    except (Missing, OSError) as error:
        code, answer = 2, f"Could not check: {error}."
    sys.stdout.write(answer.encode("ascii", "backslashreplace").decode() + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
