"""Signed push: believed only when signed, in time and once; answered with 200 only when kept."""

import asyncio
import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.inbox import FailingInbox, MemoryInbox
from nightdesk.agency.transports import push
from nightdesk.agency.transports.push import TRANSPORT, PushReply, key_of, receive, sign
from nightdesk.errors import SettingsError
from nightdesk.terms.wire import Wire

NOW = datetime(2025, 4, 27, 1, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp())
SECRET = "whsec_" + base64.b64encode(b"twenty-four secret bytes").decode()
BODY = b'{"uri": "coast:1", "headline": "Ferry returns"}'
WIRE = Wire(name="coast", transport="push", secret=SECRET)


def headers(
    body: bytes = BODY, push_id: str = "msg_1", stamp: int = STAMP, secret: str = SECRET, **changed: str
) -> dict[str, str]:
    signed = {
        "webhook-id": push_id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": sign(secret, push_id, stamp, body),
    }
    return signed | {name.replace("_", "-"): value for name, value in changed.items()}


def push_in(
    given_headers: dict[str, str], body: bytes = BODY, *, wire: Wire = WIRE, inbox: MemoryInbox | None = None
) -> tuple[PushReply, MemoryInbox]:
    box = inbox or MemoryInbox()

    async def scene() -> PushReply:
        return await receive(given_headers, body, wire, box, NOW)

    return asyncio.run(scene()), box


def test_a_signed_push_is_kept_as_it_came() -> None:
    reply, inbox = push_in(headers(Content_Type="application/json; charset=UTF-8"))
    (arrival,) = inbox.arrivals
    assert reply.status == 200
    assert arrival.content == BODY
    assert (arrival.wire, arrival.name, arrival.once) == ("coast", "msg_1", "msg_1")
    assert (arrival.media_type, arrival.charset) == ("application/json", "utf-8")
    assert hashlib.sha256(BODY).hexdigest() in reply.text


def test_the_signature_is_that_of_standard_webhooks() -> None:
    digest = hmac.new(b"twenty-four secret bytes", f"msg_1.{STAMP}.".encode() + BODY, hashlib.sha256).digest()
    assert sign(SECRET, "msg_1", STAMP, BODY) == "v1," + base64.b64encode(digest).decode()


def test_a_plain_secret_is_taken_as_written() -> None:
    wire = Wire(name="coast", transport="push", secret="as it is")
    assert push_in(headers(secret="as it is"), wire=wire)[0].status == 200
    assert push_in(headers(), wire=wire)[0].status == 401


def test_any_one_of_several_signatures_will_do_while_a_secret_changes() -> None:
    good = sign(SECRET, "msg_1", STAMP, BODY)
    old = sign("the old one", "msg_1", STAMP, BODY)
    for both in (f"{old} {good}", f"{good} {old}", f"v1a,AAAA v2 {good}"):
        assert push_in(headers(webhook_signature=both))[0].status == 200


def test_answers_only_after_the_commit() -> None:
    async def scene() -> None:
        inbox = MemoryInbox(delay_seconds=0.2)
        answer = asyncio.create_task(receive(headers(), BODY, WIRE, inbox, NOW))
        await asyncio.sleep(0.05)
        assert inbox.submitted == ["msg_1"]
        assert not answer.done()
        assert (await answer).status == 200
        assert len(inbox.arrivals) == 1

    asyncio.run(scene())


def test_the_same_push_again_is_answered_200_and_kept_once() -> None:
    async def scene() -> None:
        inbox = MemoryInbox()
        first = await receive(headers(), BODY, WIRE, inbox, NOW)
        later = NOW + timedelta(seconds=60)
        again = await receive(headers(stamp=STAMP + 60), BODY, WIRE, inbox, later)
        assert (first.status, again.status, again.text) == (200, 200, "already kept")
        assert len(inbox.arrivals) == 1

    asyncio.run(scene())


def test_an_id_used_for_other_bytes_is_not_answered_as_if_they_were_kept() -> None:
    async def scene() -> None:
        inbox = MemoryInbox()
        await receive(headers(), BODY, WIRE, inbox, NOW)
        other = await receive(headers(body=b"{}"), b"{}", WIRE, inbox, NOW)
        assert (other.status, len(inbox.arrivals)) == (409, 1)
        assert len(inbox.told("error")) == 1

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_named(name: str) -> None:
    for value in (None, "", "  "):
        given_headers = headers() | ({name: value} if value is not None else {})
        if value is None:
            del given_headers[name]
        reply, inbox = push_in(given_headers)
        assert (reply.status, inbox.submitted) == (400, [])
        assert name in reply.text


@pytest.mark.parametrize("push_id", ["a b", "é", "x" * 201, "a.1745715600", "a.1745715600.b"])
def test_an_id_that_could_be_read_in_two_ways_is_refused(push_id: str) -> None:
    assert push_in(headers(push_id=push_id))[0].status == 400


@pytest.mark.parametrize("stamp", ["soon", "1745715600.5", "-1745715600", "17457156000000000", "٠١٢٣٤٥٦٧٨٩"])
def test_a_timestamp_that_is_none_is_refused(stamp: str) -> None:
    assert push_in(headers(webhook_timestamp=stamp))[0].status == 400


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-300, 200), (300, 200), (301, 401)])
def test_the_window_is_five_minutes_to_either_side(seconds: int, status: int) -> None:
    reply, inbox = push_in(headers(stamp=STAMP + seconds))
    assert reply.status == status
    assert len(inbox.arrivals) == (status == 200)


@pytest.mark.parametrize(
    "signature", ["v1,", "v1,é", "v1,!!!!", "v1", ",", "v2," + "A" * 44, "v1," + "A" * 43 + "=", "v1,AAAA " * 50]
)
def test_a_signature_that_does_not_fit_is_401(signature: str) -> None:
    reply, inbox = push_in(headers(webhook_signature=signature))
    assert (reply.status, inbox.submitted) == (401, [])


@given(at=st.integers(0, len(BODY) - 1), bit=st.integers(0, 7))
def test_one_changed_bit_of_the_body_is_noticed(at: int, bit: int) -> None:
    changed = bytearray(BODY)
    changed[at] ^= 1 << bit
    assert push_in(headers(), bytes(changed))[0].status == 401


def test_id_and_timestamp_are_signed_too() -> None:
    assert push_in(headers() | {"webhook-id": "msg_2"})[0].status == 401
    assert push_in(headers() | {"webhook-timestamp": str(STAMP + 1)})[0].status == 401


def test_a_body_over_the_limit_is_413_and_one_at_it_is_not() -> None:
    wire = Wire(name="coast", transport="push", secret=SECRET, size_limit_bytes=len(BODY))
    assert push_in(headers(), wire=wire)[0].status == 200
    assert push_in(headers(body=BODY + b" "), BODY + b" ", wire=wire)[0].status == 413


def test_while_the_store_is_away_the_answer_is_503_and_the_repeat_is_kept() -> None:
    async def scene() -> None:
        inbox = FailingInbox(failures=1)
        away = await receive(headers(), BODY, WIRE, inbox, NOW)
        assert (away.status, away.retry_after > 0, inbox.arrivals) == (503, True, [])
        assert (await receive(headers(), BODY, WIRE, inbox, NOW)).text.startswith("kept ")
        assert len(inbox.arrivals) == 1

    asyncio.run(scene())


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_not base64!"])
def test_a_wire_without_a_usable_secret_believes_nobody(secret: str) -> None:
    with pytest.raises(SettingsError):
        key_of(secret)
    reply, inbox = push_in(headers(secret="x"), wire=Wire(name="coast", transport="push", secret=secret))
    assert (reply.status, inbox.submitted) == (503, [])
    assert secret == "" or secret not in reply.text


def test_no_answer_or_report_tells_the_secret_or_the_signature_wanted() -> None:
    reply, inbox = push_in(headers(webhook_signature="v1,AAAA"))
    wanted = sign(SECRET, "msg_1", STAMP, BODY).removeprefix("v1,")
    assert SECRET not in reply.text + str(inbox.reports)
    assert wanted not in reply.text + str(inbox.reports)


def test_push_is_called_from_outside_and_runs_nothing_itself() -> None:
    assert TRANSPORT.run is None
    assert TRANSPORT.name == "push"
    assert push.WINDOW_SECONDS == 300
