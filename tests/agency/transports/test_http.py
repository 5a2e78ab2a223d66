"""The http transport against a real peer on 127.0.0.1: what is new is kept once, and no answer closes the wire."""

import asyncio
import gzip
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fakes.http_peer import Asked, HttpPeer, always, in_turn, playing, response
from fakes.inbox import FailingInbox, MemoryInbox
from nightdesk.agency import fetch
from nightdesk.agency.address_guard import Guard, Resolve, guard_for, resolve_by_system
from nightdesk.agency.transports import http
from nightdesk.agency.transports.http import TRANSPORT, Poller, Verdict, poll, run_with
from nightdesk.clock import fixed_clock
from nightdesk.terms.wire import Wire

NOW = datetime(2025, 4, 27, 1, 0, tzinfo=UTC)
FEED = b'<?xml version="1.0"?><rss><channel><item><guid>1</guid></item></channel></rss>'
NEWER = FEED.replace(b"<guid>1", b"<guid>2")


def a_wire(url: str, **settings: Any) -> Wire:
    return Wire(name="coast", transport="http", url=url, private_hosts=True, every_seconds=0.05, **settings)


async def ask(wire: Wire, inbox: MemoryInbox, times: int = 1) -> list[Verdict]:
    """Poll so many times without waiting."""
    url = httpx2.URL(wire.url)
    async with fetch.open_transport() as transport:
        guard = guard_for(url, private=wire.private_hosts)
        poller = Poller(wire, inbox, fixed_clock(NOW), url, guard, transport)
        return [await poll(poller) for _ in range(times)]


def told(
    *raws: bytes, times: int = 1, inbox: MemoryInbox | None = None, **settings: Any
) -> tuple[list[Verdict], MemoryInbox, HttpPeer]:
    """What a scene left: the verdicts, the inbox, and the peer with what it was asked."""

    async def scene() -> tuple[list[Verdict], MemoryInbox, HttpPeer]:
        box = inbox or MemoryInbox()
        async with playing(in_turn(*raws)) as peer:
            return await ask(a_wire(peer.url, **settings), box, times), box, peer

    return asyncio.run(scene())


@asynccontextmanager
async def polling(wire: Wire, inbox: MemoryInbox) -> AsyncIterator[None]:
    assert TRANSPORT.run is not None
    task = asyncio.ensure_future(TRANSPORT.run(wire, inbox, fixed_clock(NOW)))
    try:
        yield
        assert not task.done(), "the wire ended by itself"
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def test_keeps_the_bytes_as_they_came_with_what_the_server_said_of_them() -> None:
    (verdict,), inbox, peer = told(response(FEED, content_type='Application/RSS+xml; charset="ISO-8859-1"', etag='"a"'))
    (arrival,) = inbox.arrivals
    assert verdict.event == "ok"
    assert arrival.content == FEED
    assert (arrival.media_type, arrival.charset, arrival.transport) == ("application/rss+xml", "iso-8859-1", "http")
    assert arrival.name == peer.url


def test_stores_the_validators_with_the_bytes_and_asks_with_them_next_time() -> None:
    modified = "Sun, 27 Apr 2025 00:57:00 GMT"
    verdicts, inbox, peer = told(
        response(FEED, etag='W/"a"', last_modified=modified), response(status="304 Not Modified"), times=2
    )
    assert [verdict.event for verdict in verdicts] == ["ok", "quiet"]
    assert inbox.arrivals[0].cursor == inbox.cursors["coast"]
    assert "if-none-match" not in peer.asked[0].headers
    assert peer.asked[1].headers["if-none-match"] == 'W/"a"'
    assert peer.asked[1].headers["if-modified-since"] == modified
    assert len(inbox.arrivals) == 1


def test_the_same_body_is_not_a_new_delivery_though_its_validator_changed() -> None:
    verdicts, inbox, _ = told(response(FEED, etag='"a"'), response(FEED, etag='"b"'), response(NEWER), times=4)
    assert [verdict.event for verdict in verdicts] == ["ok", "quiet", "ok", "quiet"]
    assert [arrival.content for arrival in inbox.arrivals] == [FEED, NEWER]
    assert "etag" not in inbox.cursors["coast"]


def test_what_was_not_kept_is_asked_for_again_without_conditions() -> None:
    verdicts, inbox, peer = told(response(FEED, etag='"a"'), times=3, inbox=FailingInbox(failures=2))
    assert [verdict.event for verdict in verdicts] == ["error", "error", "ok"]
    assert "database is away" in verdicts[0].detail
    assert [arrival.content for arrival in inbox.arrivals] == [FEED]
    assert not any("if-none-match" in asked.headers for asked in peer.asked)


def test_another_address_in_the_settings_forgets_the_validators_of_the_first() -> None:
    async def scene() -> HttpPeer:
        inbox = MemoryInbox()
        async with playing(always(response(FEED, etag='"a"'))) as peer:
            await ask(a_wire(peer.url), inbox)
            await ask(a_wire(peer.url + "?page=2"), inbox)
        assert len(inbox.arrivals) == 2
        return peer

    assert "if-none-match" not in asyncio.run(scene()).asked[1].headers


@pytest.mark.parametrize(
    "page",
    [b"", b" \n", b"\x00" * 40, b"<!DOCTYPE html><title>Maintenance</title>", b"\xef\xbb\xbf <HTML>Sorry</HTML>"],
)
def test_an_error_page_with_status_200_is_kept_once_but_does_not_move_the_validators(page: bytes) -> None:
    verdicts, inbox, peer = told(
        response(FEED, etag='"good"'),
        response(page, etag='"bad"'),
        response(page, etag='"bad"'),
        response(FEED),
        times=4,
    )
    assert [verdict.event for verdict in verdicts] == ["ok", "error", "error", "quiet"]
    assert [arrival.content for arrival in inbox.arrivals] == [FEED, page]
    assert [asked.headers.get("if-none-match") for asked in peer.asked] == [None, '"good"', '"good"', '"good"']


@pytest.mark.parametrize(
    "status", ["401 No", "403 No", "404 Gone fishing", "410 Gone", "500 Oh", "503 Busy", "204 None"]
)
def test_any_other_status_is_an_error_that_keeps_nothing(status: str) -> None:
    (verdict,), inbox, _ = told(response(b"" if status.startswith("204") else b"sorry", status=status))
    assert verdict.event == "error"
    assert status[:3] in verdict.detail
    assert inbox.arrivals == []


def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    (verdict,), _, _ = told(response(status="304 Not Modified"))
    assert verdict.event == "error"


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("Sun, 27 Apr 2025 01:00:30 GMT", 30.0), ("9" * 400, 3600.0), ("soon", 0.0)]
)
def test_retry_after_is_honoured_within_reason(value: str, seconds: float) -> None:
    (verdict,), _, _ = told(response(status="429 Slow", retry_after=value))
    assert verdict.asked_seconds == seconds


def test_errors_never_close_the_wire_and_one_good_answer_clears_them() -> None:
    broken = response(status="500 Oh")

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with playing(in_turn(*[broken] * 3, response(FEED))) as peer, polling(a_wire(peer.url), inbox):
            await inbox.until(lambda: len(inbox.arrivals) == 1 and len(inbox.told("quiet")) >= 1)
        return inbox

    retries = asyncio.run(scene()).told("retry")
    assert [detail.partition(" ")[0] for detail in retries] == ["1", "2", "3"]


def test_after_many_failures_the_breaker_is_open_and_still_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "BACKOFF_CAP_SECONDS", 0.06)

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        broken = [response(status="500 Oh")] * 7
        async with playing(in_turn(*broken, response(FEED))) as peer, polling(a_wire(peer.url), inbox):
            await inbox.until(lambda: len(inbox.arrivals) == 1)
        return inbox

    assert ["breaker is open" in detail for detail in asyncio.run(scene()).told("retry")] == [False] * 4 + [True] * 3


def test_a_server_that_is_not_there_is_an_error_and_is_found_when_it_comes() -> None:
    async def scene() -> None:
        inbox = MemoryInbox()
        async with playing(always(response(FEED))) as peer:
            url = peer.url
        async with polling(a_wire(url), inbox):
            await inbox.until(lambda: len(inbox.told("error")) >= 1)
            late = HttpPeer(always(response(FEED)))
            server = await asyncio.start_server(late.serve, "127.0.0.1", int(url.rpartition(":")[2].partition("/")[0]))
            async with server:
                await inbox.until(lambda: len(inbox.arrivals) == 1)

    asyncio.run(scene())


def test_a_cut_connection_keeps_nothing_and_the_next_poll_gets_it_whole() -> None:
    cut = response(FEED, content_length=str(len(FEED) + 50))
    chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n" + FEED[:16] + b"\r\n"
    verdicts, inbox, _ = told(cut, chunked, b"", response(FEED), times=4)
    assert [verdict.event for verdict in verdicts] == ["error", "error", "error", "ok"]
    assert [arrival.content for arrival in inbox.arrivals] == [FEED]


def test_an_unframed_document_that_is_cut_is_in_doubt_and_asked_for_again() -> None:
    head = b"HTTP/1.0 200 OK\r\netag: x\r\n\r\n"
    verdicts, inbox, peer = told(head + FEED[:40], head + FEED, times=2)
    assert [verdict.event for verdict in verdicts] == ["error", "ok"]
    assert "cut off" in verdicts[0].detail
    assert "if-none-match" not in peer.asked[1].headers
    assert inbox.arrivals[-1].content == FEED


def test_a_peer_that_drips_is_left_after_the_time_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TOTAL_SECONDS", 0.3)

    async def drip(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(200):
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def scene() -> None:
        inbox = MemoryInbox()
        async with playing(drip) as peer, asyncio.timeout(2):
            (verdict,) = await ask(a_wire(peer.url), inbox)
        assert verdict.event == "error"
        assert "0.3 s" in verdict.detail
        assert inbox.arrivals == []

    asyncio.run(scene())


def test_a_body_over_the_limit_is_dropped_while_it_streams() -> None:
    sent: list[int] = []

    async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(4000):
            writer.write(b"x" * 65536)
            await writer.drain()
            sent.append(65536)

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with playing(endless) as peer:
            (verdict,) = await ask(a_wire(peer.url, size_limit_bytes=100_000), inbox)
        assert "size_limit_bytes" in verdict.detail
        return inbox

    assert asyncio.run(scene()).arrivals == []
    assert sum(sent) < 64 * 1024 * 1024


def test_a_packed_bomb_is_dropped_before_it_unfolds() -> None:
    bomb = gzip.compress(b"\x00" * (1 << 26))
    (verdict,), inbox, _ = told(response(bomb, content_encoding="gzip"), size_limit_bytes=200_000)
    assert "larger than 200000 bytes unpacked" in verdict.detail
    assert inbox.arrivals == []


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_body_is_kept_unpacked(encoding: str) -> None:
    members = gzip.compress(FEED[:30]) + gzip.compress(FEED[30:])
    (verdict,), inbox, _ = told(response(members, content_encoding=encoding))
    assert (verdict.event, inbox.arrivals[0].content) == ("ok", FEED)


def test_a_packed_body_that_is_cut_broken_or_packed_otherwise_is_an_error() -> None:
    packed = gzip.compress(FEED)
    for raw, encoding in ((packed[:-9], "gzip"), (FEED, "gzip"), (packed, "br"), (packed, "gzip, gzip")):
        (verdict,), inbox, _ = told(response(raw, content_encoding=encoding))
        assert (verdict.event, inbox.arrivals) == ("error", [])


def test_follows_three_redirects_and_not_a_fourth() -> None:
    hop = response(status="302 Found", location="/elsewhere.xml")
    (verdict,), inbox, peer = told(hop, hop, hop, response(FEED))
    assert (verdict.event, len(peer.asked)) == ("ok", 4)
    (verdict,), inbox, peer = told(hop, hop, hop, hop, response(FEED))
    assert (verdict.event, inbox.arrivals, len(peer.asked)) == ("error", [], 4)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:{port}/inside",
        "http://127.1:{port}/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1]:{port}/",
        "http://10.0.0.8/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "http://127.0.0.1:22/",
        "http://[oops/",
    ],
)
def test_a_redirect_into_the_house_is_refused_even_where_the_wire_itself_is_there(target: str) -> None:
    async def scene() -> None:
        async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
            where = target.format(port=peer.port)
            writer.write(
                response(status="302 Found", location=where) if asked.target == "/feed.xml" else response(FEED)
            )

        async with playing(answer) as peer:
            inbox = MemoryInbox()
            (verdict,) = await ask(a_wire(peer.url), inbox)
        assert verdict.event == "error"
        assert [asked.target for asked in peer.asked] == ["/feed.xml"]
        assert inbox.arrivals == []

    asyncio.run(scene())


def test_without_private_hosts_a_local_address_is_not_opened_at_all() -> None:
    async def scene() -> HttpPeer:
        async with playing(always(response(FEED))) as peer:
            wire = Wire(name="coast", transport="http", url=peer.url)
            (verdict,) = await ask(wire, MemoryInbox())
            assert "private_hosts = true" in verdict.detail
        return peer

    assert asyncio.run(scene()).asked == []


def test_a_name_that_rebinds_is_judged_by_the_answer_it_is_connected_to() -> None:
    answers = iter([("127.0.0.1",), ("169.254.169.254",), ("127.0.0.1",)])
    resolved: list[str] = []

    async def rebinding(host: str, port: int) -> tuple[str, ...]:
        resolved.append(host)
        return next(answers)

    async def scene() -> None:
        inbox = MemoryInbox()
        async with playing(in_turn(response(FEED), response(NEWER))) as peer:
            wire = a_wire(f"http://feeds.coast.example:{peer.port}/feed.xml")
            task = asyncio.create_task(run_with(wire, inbox, fixed_clock(NOW), rebinding))
            await inbox.until(lambda: len(inbox.arrivals) == 2)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        assert "169.254.169.254" in inbox.told("error")[0]
        assert [asked.headers["host"] for asked in peer.asked] == [f"feeds.coast.example:{peer.port}"] * 2
        assert resolved[:3] == ["feeds.coast.example"] * 3

    asyncio.run(scene())


class OpenGuard(Guard):
    """Lets everything through, so that a second local peer can stand for a public one."""

    async def admit(self, url: httpx2.URL, resolve: Resolve) -> tuple[str, ...]:
        return await resolve("", 0)


def test_the_keys_of_a_wire_go_to_its_own_origin_and_appear_in_no_log_or_report(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def scene() -> tuple[HttpPeer, HttpPeer, MemoryInbox]:
        inbox = MemoryInbox()
        async with playing(always(response(FEED))) as other:
            hop = response(status="302 Found", location=f"http://cdn.example:{other.port}/feed.xml")
            async with playing(in_turn(hop, response(status="500 Oh"), response(FEED))) as peer:
                url = httpx2.URL(f"http://desk:hush%21@127.0.0.1:{peer.port}/feed.xml?key=hush-key")
                wire = a_wire(str(url), headers={"X-Api-Key": "hush-header", "Accept-Encoding": "br"})
                guard = guard_for(url, private=True)

                async def local(host: str, port: int) -> tuple[str, ...]:
                    return ("127.0.0.1",)

                async with fetch.open_transport() as transport:
                    redirected = Poller(wire, inbox, fixed_clock(NOW), url, OpenGuard("", 0), transport, local)
                    verdicts = [await poll(redirected)]
                    own = Poller(wire, inbox, fixed_clock(NOW), url, guard, transport, resolve_by_system)
                    verdicts += [await poll(own), await poll(own)]
                for verdict in verdicts:
                    inbox.report("coast", verdict.event, verdict.detail)
        return peer, other, inbox

    peer, other, inbox = asyncio.run(scene())
    assert {asked.headers["x-api-key"] for asked in peer.asked} == {"hush-header"}
    assert {asked.headers["authorization"] for asked in peer.asked} == {"Basic ZGVzazpodXNoIQ=="}
    assert {asked.headers["accept-encoding"] for asked in peer.asked + other.asked} == {"gzip, deflate"}
    assert other.asked[0].headers.keys().isdisjoint({"x-api-key", "authorization"})
    assert "hush" not in caplog.text + str(inbox.reports) + str([arrival.name for arrival in inbox.arrivals])
    assert "hush" not in str(inbox.cursors)


def test_an_illegal_header_in_the_settings_is_an_error_that_does_not_quote_it() -> None:
    (verdict,), _, _ = told(response(FEED), headers={"X-Key": "hush\r\nX-Evil: 1"})
    assert verdict.event == "error"
    assert "hush" not in verdict.detail


@pytest.mark.parametrize(
    "url", ["http://[oops", "http://", "ftp://feeds.example/", "feeds.example", "http://x:99999/", ""]
)
def test_an_address_that_cannot_be_polled_is_told_of_and_does_not_stop_the_desk(url: str) -> None:
    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with polling(a_wire(url), inbox):
            await inbox.until(lambda: len(inbox.told("error")) >= 1)
        return inbox

    assert asyncio.run(scene()).arrivals == []


def test_the_cursor_is_bound_to_the_bytes_by_their_seal() -> None:
    _, inbox, _ = told(response(FEED))
    assert inbox.cursors["coast"]["seal"] == sha256(FEED).hexdigest()


def a_certificate(name: str, folder: Path) -> tuple[Path, Path]:
    """A key and a certificate that vouches for `name` and for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(today - timedelta(days=1)).not_valid_after(today + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    key_file, cert_file = folder / f"{name}.key", folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption_algorithm=plain)
    )
    cert_file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return key_file, cert_file


@pytest.mark.parametrize(("host", "event"), [("feeds.coast.example", "ok"), ("other.example", "error")])
def test_a_pinned_address_must_still_show_the_certificate_of_the_name(tmp_path: Path, host: str, event: str) -> None:
    key_file, cert_file = a_certificate("feeds.coast.example", tmp_path)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert_file, key_file)
    trusting = ssl.create_default_context(cafile=str(cert_file))

    async def local(name: str, port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    async def scene() -> Verdict:
        peer = HttpPeer(always(response(FEED)))
        server = await asyncio.start_server(peer.serve, "127.0.0.1", 0, ssl=serving)
        url = httpx2.URL(f"https://{host}:{server.sockets[0].getsockname()[1]}/feed.xml")
        async with server, httpx2.AsyncHTTPTransport(verify=trusting, trust_env=False) as transport:
            wire = a_wire(str(url))
            guard = guard_for(url, private=True)
            return await poll(Poller(wire, MemoryInbox(), fixed_clock(NOW), url, guard, transport, local))

    assert asyncio.run(scene()).event == event
