"""No address is opened that the settings did not mean: each hop is checked, resolved once, and pinned to the answer."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

from ..errors import DeliveryError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]
"""Host and port to the addresses behind them; handed in, so that a rebinding name can be played."""

USUAL_PORTS = frozenset({80, 443, 8080, 8443})
_PORT_OF = {"http": 80, "https": 443}
_NUMBER = re.compile(r"(?:\d+|0[xX][0-9a-fA-F]*)$")

# The special-purpose registries of RFC 6890 as IANA keeps them, by what `private_hosts` may open and what nothing may.
_NEVER = (
    ("this host", "0.0.0.0/8 ::/128"),
    ("link-local (cloud metadata lives there)", "169.254.0.0/16 fe80::/10"),
    ("cloud metadata", "fd00:ec2::254/128 100.100.100.200/32 192.0.0.192/32"),
    ("multicast", "224.0.0.0/4 ff00::/8"),
    ("broadcast or reserved", "240.0.0.0/4"),
    ("discard", "100::/64"),
)
_PRIVATE = (
    ("loopback", "127.0.0.0/8 ::1/128"),
    ("private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16"),
    ("carrier-grade NAT", "100.64.0.0/10"),
    ("unique local", "fc00::/7 fec0::/10"),
    ("local NAT64", "64:ff9b:1::/48"),
    ("protocol assignments", "192.0.0.0/24"),
    ("benchmarking", "198.18.0.0/15 2001:2::/48"),
    ("documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    ("6to4 relay", "192.88.99.0/24"),
)
_NEVER_NETWORKS = tuple((why, ip_network(net)) for why, nets in _NEVER for net in nets.split())
_PRIVATE_NETWORKS = tuple((why, ip_network(net)) for why, nets in _PRIVATE for net in nets.split())
_NAT64 = ip_network("64:ff9b::/96")


class AddressRefused(DeliveryError):
    """An address that must not be opened; says which, why, and what to change."""

    def __init__(self, reason: str, place: str) -> None:
        super().__init__("address-refused", reason, place)


@dataclass(frozen=True, slots=True)
class Guard:
    """What one wire may open: `host` and `port` are those of its own settings.

    `private` opens private networks, but for the wire's own host alone: a redirect to another private host is refused
    like anybody's, for the agency's server must not choose what is read inside the house.
    """

    host: str
    port: int
    private: bool = False

    async def admit(self, url: httpx2.URL, resolve: Resolve) -> tuple[str, ...]:
        """The checked addresses for this hop, to be connected to and to no others; AddressRefused otherwise."""
        place, host = shown(url), host_of(url)
        port = self._check_form(url, host, place)
        literal = _literal(host)
        answers = (str(literal),) if literal is not None else await resolve(host, port)
        if not answers:
            raise AddressRefused(f"the name {host} has no address", place)
        private = self.private and host == self.host
        for answer in answers:
            # One bad answer among good ones is how rebinding begins, so it spoils them all.
            if why := refusal(answer, private=private):
                raise AddressRefused(f"{host} is {answer}: {why}", place)
        return answers

    def _check_form(self, url: httpx2.URL, host: str, place: str) -> int:
        """The port, once scheme, host and port are such as are opened."""
        if url.scheme not in _PORT_OF:
            said = repr(url.scheme) if url.scheme else "an address without a scheme"
            raise AddressRefused(f"only http and https are polled, not {said}", place)
        if not host:
            raise AddressRefused("the address names no host", place)
        if _literal(host) is None and _NUMBER.match(host.rstrip(".").rpartition(".")[2]):
            raise AddressRefused(f"the host {host} is a number in disguise; write it as a name or a.b.c.d", place)
        port = url.port or _PORT_OF[url.scheme]
        if port not in USUAL_PORTS and (host, port) != (self.host, self.port):
            raise AddressRefused(f"port {port} is not among {sorted(USUAL_PORTS)} nor the one in the settings", place)
        return port


def guard_for(url: httpx2.URL, *, private: bool) -> Guard:
    """The guard of a wire whose settings name this address."""
    return Guard(host=host_of(url), port=url.port or _PORT_OF.get(url.scheme, 0), private=private)


def refusal(text: str, *, private: bool) -> str:
    """Why this address must not be connected to; "" when it may be."""
    try:
        address = _plain(ip_address(text))
    except ValueError:
        return "not an address"
    for why, network in _NEVER_NETWORKS:
        if address in network:
            return f"{why} is never opened"
    if private:
        return ""
    for why, network in _PRIVATE_NETWORKS:
        if address in network:
            return f"{why}; if the wire really is there, set private_hosts = true for it"
    return (
        ""
        if address.is_global
        else "not a public address; if the wire really is there, set private_hosts = true for it"
    )


async def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """Ask the machine's resolver, each address once, in its order."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"the name {host} cannot be resolved: {error}", host) from error
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def host_of(url: httpx2.URL) -> str:
    """The host as it is asked for and certified: lower case, in ASCII."""
    return url.raw_host.decode("ascii").lower()


def shown(url: httpx2.URL) -> str:
    """The address as logs and pages may show it: without credentials and query, where keys travel."""
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _plain(address: Address) -> Address:
    """The address a connection would really reach: IPv4 inside IPv6 taken out (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
