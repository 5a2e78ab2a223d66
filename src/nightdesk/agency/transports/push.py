"""Take in what an agency pushes to /intake/<wire>: only if signed, in time, once, and answered only when it is kept.

The signature is that of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, Base64, as `v1,<signature>`.
"""

import hmac
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ...errors import SettingsError, StoreError
from ...terms.arrival import Arrival, Inbox
from ...terms.wire import Wire
from ..content_type import read_content_type
from ..transport import Transport

WINDOW_SECONDS = 300
RETRY_SECONDS = 5

_ID = re.compile(r"[\x21-\x7e]{1,200}")
_TIMESTAMP = re.compile(r"[0-9]{10}")
# `id.timestamp.body` could be cut in two ways if an id held a timestamp of its own between full stops.
_ID_WITH_TIMESTAMP = re.compile(r"\.[0-9]{10}(\.|$)")
_SIGNATURES_LIMIT = 10


@dataclass(frozen=True, slots=True)
class PushReply:
    """The answer to a push; `retry_after` in seconds, 0 where there is nothing to wait for."""

    status: int
    text: str
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Envelope:
    """The three headers of a push, well-formed but not yet believed."""

    id: str
    timestamp: str
    signatures: tuple[str, ...]


def sign(secret: str, push_id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` header of a push, for senders and tests."""
    return "v1," + b64encode(_digest(key_of(secret), push_id, str(timestamp), body)).decode("ascii")


def key_of(secret: str) -> bytes:
    """The key's bytes: what follows `whsec_` is Base64, anything else counts as it is written."""
    if not secret:
        raise SettingsError("a push wire has no secret; name the variable or file that holds it in its [[wire]] block")
    if not secret.startswith("whsec_"):
        return secret.encode("utf-8")
    try:
        key = b64decode(secret.removeprefix("whsec_"), validate=True)
    except (Base64Error, ValueError) as error:
        raise SettingsError("a push wire's secret begins with whsec_ but is not Base64 after it") from error
    if not key:
        raise SettingsError("a push wire's secret is whsec_ with nothing after it")
    return key


async def receive(headers: Mapping[str, str], body: bytes, wire: Wire, inbox: Inbox, now: datetime) -> PushReply:
    """Check, keep, then answer: 200 means durable, and nothing else does."""
    if len(body) > wire.size_limit_bytes:
        return _refuse(wire, inbox, PushReply(413, f"larger than {wire.size_limit_bytes} bytes"))
    given = {name.lower(): value for name, value in headers.items()}
    envelope = _envelope(given)
    if isinstance(envelope, PushReply):
        return _refuse(wire, inbox, envelope)
    try:
        refusal = verify(envelope, body, secret=wire.secret, now=now)
    except SettingsError as error:
        return _refuse(wire, inbox, PushReply(503, "this wire is not ready to receive", RETRY_SECONDS), str(error))
    if refusal:
        return _refuse(wire, inbox, PushReply(401, refusal))
    return await _keep(_arrival(given, envelope, body, wire), inbox)


def verify(envelope: Envelope, body: bytes, *, secret: str, now: datetime) -> str:
    """Why this push is not believed; "" when it is."""
    wanted = _digest(key_of(secret), envelope.id, envelope.timestamp, body)
    believed = False
    for signature in envelope.signatures[:_SIGNATURES_LIMIT]:
        version, _, text = signature.partition(",")
        # All are compared, each in constant time, so that the time taken tells nothing.
        believed |= version == "v1" and hmac.compare_digest(_decoded(text), wanted)
    if not believed:
        return "the signature does not fit id, timestamp and body"
    if abs(now.timestamp() - int(envelope.timestamp)) > WINDOW_SECONDS:
        return f"the timestamp is more than {WINDOW_SECONDS} s away from our clock; sign again and send"
    return ""


def _envelope(given: Mapping[str, str]) -> Envelope | PushReply:
    needed = ("webhook-id", "webhook-timestamp", "webhook-signature")
    missing = [name for name in needed if not given.get(name, "").strip()]
    if missing:
        return PushReply(400, f"missing header: {', '.join(missing)}")
    push_id, timestamp, signatures = (given[name].strip() for name in needed)
    if not _ID.fullmatch(push_id) or _ID_WITH_TIMESTAMP.search(push_id):
        return PushReply(
            400, "webhook-id must be 1 to 200 visible ASCII characters, without a timestamp between full stops"
        )
    if not _TIMESTAMP.fullmatch(timestamp):
        return PushReply(400, "webhook-timestamp must be seconds since 1970, in ten digits")
    return Envelope(push_id, timestamp, tuple(signatures.split()))


async def _keep(arrival: Arrival, inbox: Inbox) -> PushReply:
    try:
        kept = await inbox.keep(arrival)
    except StoreError as error:
        inbox.report(arrival.wire, "error", str(error))
        return PushReply(503, "could not be kept; send it again", RETRY_SECONDS)
    if kept.repeat and kept.seal != sha256(arrival.content).hexdigest():
        # To answer 200 would lose these bytes for good; only the sender can tell which of the two is meant.
        text = f"webhook-id {arrival.once} was used with other bytes; send these under an id of their own"
        inbox.report(arrival.wire, "error", text)
        return PushReply(409, text)
    inbox.report(arrival.wire, "ok", arrival.name)
    return PushReply(200, "already kept" if kept.repeat else f"kept {kept.seal}")


def _arrival(given: Mapping[str, str], envelope: Envelope, body: bytes, wire: Wire) -> Arrival:
    said = read_content_type(given.get("content-type", ""))
    return Arrival(
        wire=wire.name,
        name=envelope.id,
        content=body,
        transport="push",
        charset=said.charset,
        media_type=said.media_type,
        once=envelope.id,
    )


def _refuse(wire: Wire, inbox: Inbox, reply: PushReply, detail: str = "") -> PushReply:
    inbox.report(wire.name, "error", detail or f"push refused ({reply.status}): {reply.text}")
    return reply


def _digest(key: bytes, push_id: str, timestamp: str, body: bytes) -> bytes:
    return hmac.digest(key, f"{push_id}.{timestamp}.".encode() + body, "sha256")


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return b""


TRANSPORT = Transport(name="push", run=None)
