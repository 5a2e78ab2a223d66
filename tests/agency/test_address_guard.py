"""The address guard: what it refuses, in every disguise, and what it lets through."""

import asyncio
from ipaddress import ip_address

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.agency.address_guard import AddressRefused, guard_for, refusal, resolve_by_system, shown

PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::8.8.8.8"]
PRIVATE = [
    "127.0.0.1", "127.255.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "198.18.0.1",
    "192.0.2.7", "::1", "fc00::1", "fd12::1", "fec0::1", "2001:db8::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::", "2001:0:1::f5ff:fffe",
]  # fmt: skip
NEVER = [
    "0.0.0.0", "0.1.2.3", "169.254.169.254", "100.100.100.200", "192.0.0.192", "224.0.0.1", "255.255.255.255",
    "240.0.0.1", "::", "fe80::1", "ff02::1", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::169.254.169.254",
    "fe80::1%eth0", "not an address", "",
]  # fmt: skip


async def admit(
    url: str, *answers: str, settings: str = "https://feeds.coast.example/rss", private: bool = False
) -> tuple[str, ...]:
    async def resolve(host: str, port: int) -> tuple[str, ...]:
        return answers

    return await guard_for(httpx2.URL(settings), private=private).admit(httpx2.URL(url), resolve)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_opened(address: str) -> None:
    assert refusal(address, private=False) == ""


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_opened_only_where_the_wire_says_so(address: str) -> None:
    assert refusal(address, private=False)
    assert refusal(address, private=True) == ""


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_opened(address: str) -> None:
    assert refusal(address, private=True)
    assert refusal(address, private=False)


@given(st.ip_addresses())
def test_nothing_is_opened_that_the_library_does_not_call_global(address: object) -> None:
    text = str(address)
    if refusal(text, private=False) == "":
        assert ip_address(text).is_global or text.startswith(("2002:", "64:ff9b:"))


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "127.0.0.1.", "10.0.0.0x1", "1.2.3", "1.2.3.4.5"]
)
def test_a_number_in_disguise_is_refused_before_anyone_resolves_it(host: str) -> None:
    with pytest.raises(AddressRefused, match=r"disguise|127\.0\.0\.1"):
        asyncio.run(admit(f"http://{host}/", "93.184.215.14"))


def test_an_octal_address_is_no_address() -> None:
    with pytest.raises(httpx2.InvalidURL):
        httpx2.URL("http://0177.0.0.1/")


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "//a.example/x", "a.example", "https:///x"])
def test_only_http_and_https_with_a_host_are_opened(url: str) -> None:
    with pytest.raises(AddressRefused):
        asyncio.run(admit(url, "93.184.215.14"))


def test_the_usual_ports_and_the_one_in_the_settings_are_opened_and_no_other() -> None:
    for url in ("http://a.example/", "https://a.example:8443/", "http://a.example:8080/"):
        assert asyncio.run(admit(url, "93.184.215.14")) == ("93.184.215.14",)
    assert asyncio.run(admit("https://a.example:9000/", "8.8.8.8", settings="https://a.example:9000/")) == ("8.8.8.8",)
    for url in ("http://a.example:22/", "http://b.example:9000/"):
        with pytest.raises(AddressRefused, match="port"):
            asyncio.run(admit(url, "8.8.8.8", settings="https://a.example:9000/"))


def test_one_bad_answer_among_good_ones_spoils_the_name() -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        asyncio.run(admit("https://a.example/", "93.184.215.14", "10.0.0.1"))


def test_the_leave_for_private_hosts_is_for_the_host_in_the_settings_alone() -> None:
    inside = "http://feeds.house.example/rss"
    assert asyncio.run(admit(inside, "10.0.0.5", settings=inside, private=True)) == ("10.0.0.5",)
    assert asyncio.run(admit("http://FEEDS.house.example/2", "10.0.0.5", settings=inside, private=True)) == (
        "10.0.0.5",
    )
    with pytest.raises(AddressRefused):
        asyncio.run(admit("http://vault.house.example/", "10.0.0.6", settings=inside, private=True))


def test_a_name_without_an_address_says_so() -> None:
    with pytest.raises(AddressRefused, match="has no address"):
        asyncio.run(admit("https://a.example/"))
    with pytest.raises(AddressRefused, match="cannot be resolved"):
        asyncio.run(resolve_by_system("x" * 70 + ".invalid", 80))


def test_an_address_is_shown_without_what_may_be_a_key() -> None:
    assert shown(httpx2.URL("https://desk:hush@a.example:8443/rss?key=hush#hush")) == "https://a.example:8443/rss"
