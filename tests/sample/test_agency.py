"""The agency at work, over real sockets and real folders."""

import asyncio
import base64
import hashlib
import hmac
import json
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nightdesk_sample import agency as work
from nightdesk_sample.__main__ import main
from nightdesk_sample.agency import Patience, SampleAgency
from nightdesk_sample.counter import Counter
from nightdesk_sample.day import a_day, sample_agencies
from nightdesk_sample.drop import drop_slowly
from nightdesk_sample.sending import Sending, TransportName
from nightdesk_sample.settings import demo_settings
from nightdesk_sample.signature import signed_headers

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FAST = 1_000_000.0


def sending(transport: TransportName, name: str, content: bytes = b"<x/>", minute: int = 0) -> Sending:
    return Sending(
        at=AT + timedelta(minutes=minute),
        wire=f"ews-{transport}",
        transport=transport,
        format="nitf",
        event="new",
        name=name,
        media_type="text/xml",
        content=content,
        expect="published",
    )


class Receiver:
    """A real server that writes down what is pushed to it; its first answers can be made bad."""

    def __init__(self, *bad: int) -> None:
        self.bad = list(bad)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.app = Starlette(routes=[Route("/intake/{wire}", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        self.got.append((request.path_params["wire"], dict(request.headers), await request.body()))
        return Response(status_code=self.bad.pop(0) if self.bad else 200)


async def pushed(receiver: Receiver, folder: Path, plan: list[Sending]) -> list[str]:
    outcomes: list[str] = []
    server = Counter()
    server.app = receiver.app
    async with work._serving(server, 0) as base:
        patience = Patience(tries=4, first_pause=0.01)
        async with SampleAgency(
            folder_root=folder, push_base=base, push_secret="s3cret", patience=patience, stamp=lambda: AT
        ) as agency:
            await agency.play(plan, speed=FAST, progress=lambda _, outcome: outcomes.append(outcome))
    return outcomes


def run(scene: Callable[[], Awaitable[None]]) -> None:
    async def within() -> None:
        async with asyncio.timeout(20):
            await scene()

    asyncio.run(within())


def test_a_push_is_signed_so_that_the_receiver_can_verify_it(tmp_path: Path) -> None:
    async def scene() -> None:
        receiver = Receiver()
        assert await pushed(receiver, tmp_path, [sending("push", "msg_1", b"<body/>")]) == ["accepted"]
        wire, headers, body = receiver.got[0]
        signed = f"msg_1.{int(AT.timestamp())}.".encode() + body
        expected = base64.b64encode(hmac.digest(b"s3cret", signed, hashlib.sha256)).decode()
        assert (wire, body) == ("ews-push", b"<body/>")
        assert headers["webhook-signature"] == f"v1,{expected}"
        assert headers["webhook-timestamp"] == str(int(AT.timestamp()))

    run(scene)


def test_a_known_signature_does_not_change() -> None:
    headers = signed_headers("key", "msg_1", datetime.fromtimestamp(1_700_000_000, UTC), b"body")
    assert headers["webhook-signature"] == "v1,Ijl40K3B8MwZS6Bbwru0ttQ98467epuUSYaRVAzRzB4="


def test_a_push_is_tried_again_with_the_same_id_until_it_is_accepted(tmp_path: Path) -> None:
    async def scene() -> None:
        receiver = Receiver(503, 429)
        assert await pushed(receiver, tmp_path, [sending("push", "msg_1")]) == ["accepted"]
        assert [headers["webhook-id"] for _, headers, _ in receiver.got] == ["msg_1"] * 3

    run(scene)


def test_a_push_that_is_refused_is_not_tried_again(tmp_path: Path) -> None:
    async def scene() -> None:
        receiver = Receiver(401)
        assert await pushed(receiver, tmp_path, [sending("push", "msg_1"), sending("push", "msg_2")]) == [
            "refused: 401",
            "accepted",
        ]

    run(scene)


def test_a_receiver_that_is_not_there_is_given_up_in_the_end(tmp_path: Path) -> None:
    async def scene() -> None:
        outcomes: list[str] = []
        patience = Patience(tries=2, first_pause=0.01)
        async with SampleAgency(
            folder_root=tmp_path, push_base="http://127.0.0.1:9", push_secret="s", patience=patience
        ) as agency:
            await agency.play(
                [sending("push", "msg_1")], speed=FAST, progress=lambda _, outcome: outcomes.append(outcome)
            )
        assert outcomes == ["not delivered: ConnectError"]

    run(scene)


def test_polled_documents_answer_304_to_who_has_them_and_none_is_passed_over(tmp_path: Path) -> None:
    async def scene() -> None:
        async with SampleAgency(folder_root=tmp_path) as agency, httpx2.AsyncClient() as client:
            await agency.play([sending("http", "/f", b"<one/>"), sending("http", "/f", b"<two/>")], speed=FAST)
            url = f"{agency.http_base}/ews-http"
            assert not await agency.taken(timeout=0)
            first = await client.get(url)
            second = await client.get(url, headers={"if-none-match": first.headers["etag"]})
            third = await client.get(url, headers={"if-none-match": second.headers["etag"]})
            assert [first.content, second.content, third.content] == [b"<one/>", b"<two/>", b""]
            assert [first.status_code, second.status_code, third.status_code] == [200, 200, 304]
            assert first.headers["last-modified"] == "Mon, 23 Nov 2026 06:00:00 GMT"
            assert "charset" not in first.headers["content-type"]
            assert await agency.taken(timeout=1)
            assert (await client.get(f"{agency.http_base}/nobody")).status_code == 404

    run(scene)


def test_a_receiver_that_remembers_an_earlier_run_is_not_stuck_on_its_first_document(tmp_path: Path) -> None:
    async def scene() -> None:
        tags: list[str] = []
        for _ in range(2):
            async with SampleAgency(folder_root=tmp_path) as agency, httpx2.AsyncClient() as client:
                await agency.play([sending("http", "/f", b"<one/>"), sending("http", "/f", b"<two/>")], speed=FAST)
                answer = await client.get(f"{agency.http_base}/ews-http", headers={"if-none-match": "".join(tags)})
                tags = [answer.headers["etag"]]
        assert answer.content == b"<two/>"

    run(scene)


def test_an_address_where_nothing_lies_yet_holds_the_caller_until_something_does(tmp_path: Path) -> None:
    async def scene() -> None:
        async with SampleAgency(folder_root=tmp_path, polled=("ews-http",)) as agency, httpx2.AsyncClient() as client:
            asking = asyncio.create_task(client.get(f"{agency.http_base}/ews-http"))
            await asyncio.sleep(0.1)
            assert not asking.done()
            await agency.play([sending("http", "/f", b"<one/>")], speed=FAST)
            assert (await asking).content == b"<one/>"

    run(scene)


def test_files_appear_whole_and_in_order(tmp_path: Path) -> None:
    async def scene() -> None:
        seen: list[str] = []
        async with SampleAgency(folder_root=tmp_path) as agency:
            plan = [sending("folder", f"{number}.xml", b"<x/>" * number, minute=number) for number in range(1, 6)]
            await agency.play(plan, speed=FAST, progress=lambda one, _: seen.append(one.name))
        files = sorted((tmp_path / "ews-folder").iterdir())
        assert [file.name for file in files] == seen == [f"{number}.xml" for number in range(1, 6)]
        assert [len(file.read_bytes()) for file in files] == [4, 8, 12, 16, 20]

    run(scene)


def test_a_slow_file_is_seen_half_and_completed(tmp_path: Path) -> None:
    async def scene() -> None:
        task = asyncio.create_task(drop_slowly(tmp_path, "slow.xml", b"<a>" + b"x" * 400 + b"</a>", seconds=0.2))
        file = tmp_path / "slow.xml"
        sizes = set()
        while not task.done():
            await asyncio.sleep(0.01)
            sizes.add(file.stat().st_size if file.exists() else 0)
        assert len(sizes) > 2
        assert file.read_bytes().endswith(b"</a>")

    run(scene)


def test_sendings_wait_for_their_moment_on_the_virtual_clock(tmp_path: Path) -> None:
    async def scene() -> None:
        began = asyncio.get_running_loop().time()
        async with SampleAgency(folder_root=tmp_path) as agency:
            late = replace(sending("folder", "late.xml"), at=AT + timedelta(seconds=30))
            await agency.play([sending("folder", "early.xml"), late], speed=100.0, now=AT)
        assert asyncio.get_running_loop().time() - began >= 0.3

    run(scene)


def test_the_whole_day_can_be_played(tmp_path: Path) -> None:
    async def scene() -> None:
        plan = [one for one in a_day() if one.transport == "folder"]
        async with SampleAgency(folder_root=tmp_path, slow_seconds=0.01) as agency:
            await agency.play(plan, speed=1e9)
        assert len(list(tmp_path.glob("*/*"))) == len(plan)

    run(scene)


def test_settings_name_every_wire_and_the_wires_of_an_agency_share_its_provider(tmp_path: Path) -> None:
    text = demo_settings(tmp_path, "http://127.0.0.1:1", "SECRET", sample_agencies())
    wires = tomllib.loads(text)["wire"]
    assert {one["transport"] for one in wires} == {"folder", "http", "push"}
    assert {one.wire for one in a_day()} == {wire["name"] for wire in wires}
    assert {wire["provider"] for wire in wires} == {agency.slug for agency in sample_agencies()}
    assert all(wire["secret_env"] == "SECRET" for wire in wires if wire["transport"] == "push")


def test_the_command_writes_the_day_with_what_to_expect(tmp_path: Path) -> None:
    assert main(["write", str(tmp_path), "--no-drills"]) == 0
    lines = [json.loads(line) for line in (tmp_path / "expected.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == len(a_day(with_drills=False))
    assert all((tmp_path / line["file"]).is_file() for line in lines)


def test_the_command_says_what_is_wrong_with_a_start_without_offset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", str(tmp_path), "--start", "2026-11-23"]) == 1
    assert "has no offset" in capsys.readouterr().err
