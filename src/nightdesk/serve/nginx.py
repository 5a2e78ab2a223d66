"""The one nginx configuration we ship: the same answers as the built-in server, from the same lists. Pure."""

import re
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import msgspec

from ..errors import SettingsError
from .headers import CACHE_IMMUTABLE, CACHE_REVALIDATE, security_headers
from .intake import LARGEST_PUSH_BYTES
from .media_types import BY_ENDING, BY_NAME, BYTES

_TEMPLATE = files(__package__).joinpath("nginx.conf.j2").read_text("utf-8")
_ENVIRONMENT = jinja2.Environment(
    autoescape=False,  # nginx's quoting is not HTML's; `_plain` lets nothing through that would need any
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_NOT_PLAIN = re.compile(r"[\s\"'{};$\\#]")


class Tls(msgspec.Struct, frozen=True):
    """Where nginx finds the certificate chain and its key."""

    certificate: Path
    key: Path


def nginx_conf(
    public: Path,
    site_url: str,
    upstream: str,
    *,
    listen: tuple[str, ...] = (),
    tls: Tls | None = None,
    brotli: bool = True,
) -> str:
    """The configuration for the folder `public`, with the desk's own server at `upstream` ("127.0.0.1:8080").

    With `tls` it listens on 443 and sends plain HTTP there; without, on 80, for use as it is or behind what ends TLS.
    """
    host = urlsplit(site_url).hostname or ""
    ways = listen or (("443 ssl http2", "[::]:443 ssl http2") if tls else ("80", "[::]:80"))
    return _ENVIRONMENT.from_string(_TEMPLATE).render(
        site_url=_plain("the site's url", site_url.rstrip("/")),
        server_name=_plain("the site's url", host),
        public=_plain("the public folder", public.absolute().as_posix()),
        upstream=_plain("upstream", upstream),
        listen=ways,
        certificate=_plain("the certificate", tls.certificate.as_posix()) if tls else "",
        key=_plain("the key", tls.key.as_posix()) if tls else "",
        redirect_plain=tls is not None and not listen,
        brotli=brotli,
        security=security_headers(site_url),
        cache_immutable=CACHE_IMMUTABLE,
        cache_revalidate=CACHE_REVALIDATE,
        push_limit_bytes=LARGEST_PUSH_BYTES,
        endings=tuple((ending, _bare(kind)) for ending, kind in BY_ENDING.items()),
        names=tuple((name, _bare(kind)) for name, kind in BY_NAME.items()),
        default_type=BYTES,
        charset_types=_with_charset(),
    )


def _with_charset() -> tuple[str, ...]:
    """The types nginx adds `charset=utf-8` to; text/html always has it there."""
    kinds = {_bare(kind) for kind in (*BY_ENDING.values(), *BY_NAME.values()) if "charset=" in kind}
    return tuple(sorted(kinds - {"text/html"}))


def _bare(kind: str) -> str:
    return kind.partition(";")[0]


def _plain(what: str, value: str) -> str:
    """Refuse what nginx would read as more than a word."""
    if not value or _NOT_PLAIN.search(value):
        raise SettingsError(f"{what} cannot stand in an nginx configuration: {value!r}; use a plain path or address")
    return value
