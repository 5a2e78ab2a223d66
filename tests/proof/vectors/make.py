"""Writes `log.json` beside it, for those who add a vector: a small log with every kind of leaf, and its proofs.

Everything is fixed (key, salts, times), so running it again changes nothing: `python -m tests.proof.vectors.make`.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from nightdesk.proof.checkpoint import Checkpoint, sign_checkpoint
from nightdesk.proof.growth import Growth
from nightdesk.proof.key import signer_of_seed
from nightdesk.proof.leaf import (
    leaf_bytes,
    read_leaf,
    salts_from,
    seal_head,
    seal_raw,
    seal_text,
    story_as_logged,
)
from nightdesk.proof.merkle import leaf_hash
from nightdesk.proof.tlog_proof import TlogProof
from nightdesk.proof.wire_text import canonical
from nightdesk.terms.leaf import Leaf, LeafType

SIGNER = signer_of_seed("nights.example/log", bytes(range(32)))
NOON = 1_745_740_800_000


class Told(msgspec.Struct, frozen=True):
    """A version of a story as a vector tells it."""

    name: str
    guid: str
    headline: str
    blocks: tuple[str, ...]
    act: LeafType = "publish"
    prev: int | None = None


STORIES = (
    Told(
        "english",
        "urn:newsml:sample.example:1",
        "Harbour opens new pier",
        ("Port Laya, April 27: It opened.", "It did."),
    ),
    Told(
        "devanagari",
        "urn:newsml:sample.example:2",
        "बंदरगाह का नया घाट खुला",
        ("लाया, 27 अप्रैल: घाट खुला।", "क़ और क़ एक नहीं"),
    ),
    Told("emoji-and-joiners", "urn:newsml:sample.example:3", "Team wins 🏆", ("Fans 👩‍👩‍👧 sang; \u200bno more.",)),
    Told("right-to-left", "urn:newsml:sample.example:4", "بندرگاہ کا نیا گھاٹ", ("لایا: \u2067گھاٹ\u2069 کھلا۔",)),
    Told("guid-is-a-url", "https://sample.example/harbour-opens-new-pier", 'Quotes " and \\', ("One\x7f", "Two\u2028")),
    Told("headline-only", "urn:newsml:sample.example:6", "FLASH: Pier open", ()),
    Told(
        "correction",
        "urn:newsml:sample.example:1",
        "Harbour opens pier",
        ("Port Laya: Pier, not piers.",),
        "correct",
        0,
    ),
)


def leaf_of(told: Told, number: int) -> tuple[Leaf, dict[str, Any]]:
    """The leaf, and what opens its commitments."""
    salts = salts_from(bytes((number * 48 + at) % 256 for at in range(48)))
    raw = f"<item>{told.headline}</item>".encode()
    text = canonical(told.headline, told.blocks)
    leaf = Leaf(
        t=told.act,
        story=story_as_logged(told.guid),
        ver="1" if told.prev is None else "2",
        wire="sample",
        recv=NOON + number,
        shown=NOON + number + 900,
        url=f"/news/{number:012x}",
        raw=seal_raw(raw, "application/xml", salts),
        text=seal_text(text, salts),
        head=seal_head(told.headline, salts),
        label="en/1",
        parser="nitf/1",
        prev=told.prev,
    )
    contents = {"raw": (salts.raw, raw), "text": (salts.text, text), "head": (salts.head, told.headline.encode())}
    opened = {
        field: {"salt": salt, "content": content.decode(), "c": getattr(leaf, field).c}
        for field, (salt, content) in contents.items()
    }
    return leaf, opened


def proven_vectors() -> tuple[list[dict[str, Any]], Checkpoint]:
    """All leaves with their proofs under one checkpoint."""
    told = [(one.name, *leaf_of(one, number)) for number, one in enumerate(STORIES)]
    told.append(
        ("kill", Leaf(t="kill", story=STORIES[0].guid, url="/news/000000000000", shown=NOON, prev=6, why="kill"), {})
    )
    told.append(("key-rotate", Leaf(t="key-rotate", shown=NOON, ref=SIGNER.verifier.text), {}))
    entries = [leaf_bytes(leaf) for _, leaf, _ in told]
    grown = Growth().grow([leaf_hash(entry) for entry in entries])
    checkpoint = Checkpoint(SIGNER.verifier.name, len(entries), grown.after.root)
    note = sign_checkpoint(checkpoint, [SIGNER]).content
    vectors = [
        {
            "name": name,
            "index": index,
            "leaf": entries[index].decode(),
            "hash": leaf_hash(entries[index]).hex(),
            "opened": opened,
            "proof": TlogProof(index, tuple(grown.inclusion_proof(index)), note).content.decode(),
        }
        for index, (name, _, opened) in enumerate(told)
    ]
    return vectors, checkpoint


def refused_vectors(good: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    """One good proof, spoilt in each way a verifier must notice."""
    leaf, proof = good["leaf"], good["proof"]
    lines = proof.split("\n")
    signature = next(line for line in lines if line.startswith("— "))
    spoilt = {
        "another-leaf": (other["leaf"], proof),
        "leaf-with-a-letter-changed": (leaf.replace("sample", "sampel"), proof),
        "another-index": (leaf, proof.replace(f"index {good['index']}\n", f"index {other['index']}\n")),
        "index-with-a-leading-zero": (leaf, proof.replace("index ", "index 0")),
        "hash-left-out": (leaf, proof.replace(lines[2] + "\n", "", 1)),
        "hash-twice": (leaf, proof.replace(lines[2] + "\n", f"{lines[2]}\n{lines[2]}\n", 1)),
        "hashes-swapped": (leaf, proof.replace(f"{lines[2]}\n{lines[3]}", f"{lines[3]}\n{lines[2]}")),
        "base64-spelt-otherwise": (leaf, proof.replace(lines[2], _respelt(lines[2]))),
        "extra-line": (leaf, proof.replace("index", "extra AA==\nindex", 1)),
        "another-size": (leaf, proof.replace(f"\n{_size(lines)}\n", f"\n{_size(lines) + 1}\n")),
        "no-signature": (leaf, proof.replace(signature + "\n", "")),
        "signature-base64-spelt-otherwise": (leaf, proof.replace(signature, _respelt(signature))),
        "signed-by-a-stranger": (leaf, proof.replace("— nights.example/log ", "— nights.example/log2 ")),
        "carriage-returns": (leaf, proof.replace("\n", "\r\n")),
        "no-last-newline": (leaf, proof.removesuffix("\n")),
        "empty": (leaf, ""),
    }
    return [{"name": name, "leaf": changed, "proof": text} for name, (changed, text) in spoilt.items()]


def _respelt(line: str) -> str:
    """The same bytes to a lax reader: base64 ignores the last bits before the padding."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = line.rstrip("=")[-1]
    padding = line[len(line.rstrip("=")) :]
    return line.rstrip("=")[:-1] + alphabet[alphabet.index(last) ^ 1] + padding


def _size(lines: list[str]) -> int:
    return int(lines[lines.index("nights.example/log") + 1])


def vectors() -> dict[str, Any]:
    """The whole file."""
    proven, checkpoint = proven_vectors()
    for vector in proven:
        read_leaf(vector["leaf"].encode())
    return {
        "about": "A log's leaves, commitments and C2SP proofs. `proven` must verify under `vkey`; `refused` must not.",
        "vkey": f"{SIGNER.verifier.text}\n",
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "proven": proven,
        "refused": refused_vectors(proven[2], proven[3]),
    }


if __name__ == "__main__":
    content = json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"
    Path(__file__).with_name("log.json").write_text(content, "utf-8")
