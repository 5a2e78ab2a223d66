"""Give each entry of a document an id that later versions and kills will find: guid, else link, else a digest."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from ...terms.item import Item, Repair
from ...terms.spike import Spike
from ..profile import Profile
from .entry import Entry, GuidKind

_GUID_LENGTH: Final = 512
# What senders write where their system has no id (wire-formats trap 7).
_NO_ID: Final = frozenset({"", "n/a", "na", "none", "null", "nil", "undefined", "0", "-", "false", "true"})


def identified(
    entries: Sequence[Entry | Item | Spike], profile: Profile, repairs: tuple[Repair, ...]
) -> tuple[Item | Spike, ...]:
    """The entries as items, each with its id; what is an item or a spike already stays as it is."""
    drafts = [entry for entry in entries if isinstance(entry, Entry)]
    shared = {
        "guid": _shared(drafts, lambda entry: entry.guid, lambda entry: entry.link or text_digest(entry)),
        "link": _shared(drafts, lambda entry: entry.link, text_digest),
    }
    return tuple(_item(entry, shared, profile, repairs) if isinstance(entry, Entry) else entry for entry in entries)


def text_digest(entry: Entry) -> str:
    """The id of last resort: SHA-256 of the headline and the blocks, a line each."""
    text = "\n".join((entry.headline, *entry.body.blocks))
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _shared(drafts: list[Entry], identity: Callable[[Entry], str], meaning: Callable[[Entry], str]) -> frozenset[str]:
    """The ids that stand for different stories in this document: they are no ids."""
    alike: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in drafts:
        alike[identity(entry)].append(entry)
    return frozenset(
        said for said, entries in alike.items() if len(entries) > 1 and len({meaning(entry) for entry in entries}) > 1
    )


def _item(
    entry: Entry, shared: dict[str, frozenset[str]], profile: Profile, repairs: tuple[Repair, ...]
) -> Item | Spike:
    found = list(repairs)
    ladder = {"guid": ("guid", "link"), "link": ("link", "guid"), "text": ()}[profile.id_from]
    kind: GuidKind = "derived-text"
    guid = ""
    for name in ladder:
        said = entry.guid if name == "guid" else entry.link
        if said in shared[name] and said:
            found.append(Repair(f"{name}-not-unique", said[:80]))
        elif said.casefold() not in _NO_ID:
            guid, kind = said, ("agency" if name == "guid" else "derived-link")
            break
    if not guid:
        guid = text_digest(entry)
    if len(guid) > _GUID_LENGTH:
        reason = f"an id of {len(guid)} characters; at most {_GUID_LENGTH} are taken"
        return Spike("guid", reason, "guid", guid[:_GUID_LENGTH], entry.headline)
    return entry.item(guid, kind, found)
