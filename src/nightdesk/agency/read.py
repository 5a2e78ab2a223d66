"""The reading stage: a delivery's bytes into items, or into a spike that says why not."""

import zlib
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from ..errors import BrokenDelivery, DeliveryError, UnknownFormat
from ..terms.delivery import Delivery
from ..terms.item import Item
from ..terms.reading import Reading
from ..terms.spike import Spike
from .format import Format
from .picture import is_picture, picture_head
from .profile import Profile
from .said_in_words import signals_in_words
from .sniff import Sniffed, sniff

PICTURE: Final = "picture"
"""What a delivery that is a picture is called where others have the name of their format."""
_UNPACKED_LIMIT_BYTES: Final = 16 * 1024 * 1024
_RATIO_LIMIT: Final = 200
_RATIO_FREE_BYTES: Final = 1024 * 1024
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS


def read(delivery: Delivery, profile: Profile, formats: Sequence[Format]) -> Reading:
    """Sniff, choose the format, parse. What the agency did wrong becomes a spike; a bug of ours is not caught here."""
    chosen = ""
    try:
        if is_picture(delivery.content):
            chosen = PICTURE
            return Reading(format=chosen, profile=profile.name, picture=picture_head(delivery.content))
        opened, sniffed = _opened(delivery)
        form = _format_for(sniffed, profile, formats)
        chosen = form.name
        entries = form.parse(opened, profile)
        if not entries:
            raise BrokenDelivery(
                "no-items", f"a {form.name} document without a single item; the agency must send it again"
            )
    except DeliveryError as error:
        spike = _tellable(Spike(error.code, error.reason, error.place))
        return Reading(format=chosen, profile=profile.name, spike=spike)
    provider = profile.provider or delivery.wire
    named = (_named(entry, provider, profile) if isinstance(entry, Item) else _tellable(entry) for entry in entries)
    return Reading(format=chosen, profile=profile.name, entries=tuple(named))


def _tellable(spike: Spike) -> Spike:
    """A refusal names things as they were sent; half a character among them would stop the ledger."""
    said = {name: getattr(spike, name) for name in spike.__struct_fields__}
    return Spike(**{name: text.encode("utf-8", "replace").decode() for name, text in said.items()})


def _named(item: Item, provider: str, profile: Profile) -> Item:
    language = item.language or profile.language or None
    signals = signals_in_words(item)
    return replace(item, provider=provider, profile=profile.name, language=language, signals=signals)


def _opened(delivery: Delivery) -> tuple[Delivery, Sniffed]:
    """The delivery with a single gzip wrapping taken off; other containers hold many files and are refused."""
    sniffed = sniff(delivery.content)
    if sniffed.kind != "container":
        return delivery, sniffed
    if sniffed.container == "gzip":
        delivery = replace(delivery, content=_unzipped(delivery.content))
        sniffed = sniff(delivery.content)
    if sniffed.kind == "container":
        raise BrokenDelivery(
            "container",
            f"a {sniffed.container} file; unpack it before it is handed in, one delivery for each file in it",
        )
    return delivery, sniffed


def _unzipped(content: bytes) -> bytes:
    engine = zlib.decompressobj(_GZIP_WINDOW)
    limit = min(_UNPACKED_LIMIT_BYTES, max(len(content) * _RATIO_LIMIT, _RATIO_FREE_BYTES))
    try:
        plain = engine.decompress(content, limit)
    except zlib.error as error:
        raise BrokenDelivery("container", f"a broken gzip file: {error}; the agency must send it again") from error
    if engine.unconsumed_tail or (not engine.eof and len(plain) >= limit):
        raise BrokenDelivery("size", f"unpacks to more than {limit} bytes; unpack it by hand and look at it first")
    if not engine.eof:
        raise BrokenDelivery("truncated", "the gzip file ends early; the agency must send it again whole")
    if engine.unused_data.strip(b"\0"):
        raise BrokenDelivery("container", "several gzip members in one file; hand them in one by one")
    return plain


def _format_for(sniffed: Sniffed, profile: Profile, formats: Sequence[Format]) -> Format:
    if sniffed.kind == "empty":
        raise BrokenDelivery("empty", "the delivery has no content; the agency must send it again")
    if sniffed.kind == "html":
        raise BrokenDelivery("error-page", "an HTML page came in place of the wire; look at the address and the log-in")
    known = [form for form in formats if form.recognises(sniffed)]
    for form in known:
        if not profile.formats or form.name in profile.formats:
            return form
    if known:
        raise UnknownFormat(
            "format",
            f"this is {known[0].name}, and the profile {profile.name} takes only {', '.join(profile.formats)}; "
            "if the agency really sends it, add it to the profile's formats",
        )
    raise UnknownFormat("format", f"no format knows {_description(sniffed)}; see the list of formats in the reference")


def _description(sniffed: Sniffed) -> str:
    if sniffed.kind == "xml":
        where = f" in {sniffed.namespace[:100]}" if sniffed.namespace else ""
        return f"XML that begins with <{sniffed.root[:60]}>{where}"
    if sniffed.kind == "json":
        names = ", ".join(sorted(sniffed.keys)[:6])[:200]
        return f"JSON with the keys {names}" if names else "JSON without keys"
    return "this text"
