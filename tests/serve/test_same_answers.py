"""One table of cases, three servers: the built-in one with its edge, without it, and nginx with our configuration."""

import time
from collections.abc import Iterator
from gzip import decompress
from pathlib import Path

import brotli
import pytest

from nightdesk.serve.headers import CONTENT_SECURITY_POLICY, security_headers

from .ask import Said, ask
from .house import SITE_URL, built_in, need_nginx, nginx
from .public_folder import COURT, HINDI_PATH, KILLED, LIVE, LIVE_PATH, WITHHELD_PATH, build, page, remove, write

REFUSED = (400, 404)


@pytest.fixture(scope="module", params=["edge", "plain", "nginx"])
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp(request.param)
    public = build(folder / "public")
    if request.param == "nginx":
        need_nginx()
    with built_in(public, edge=request.param != "plain") as (own, _):
        if request.param != "nginx":
            yield own
            return
        with nginx(public, folder, own) as (theirs, _):
            yield theirs


def both(port: int, path: str, **headers: str) -> Said:
    """Ask twice, so that what is held answers as what is read does; the second answer is compared with the first."""
    first, second = ask(port, path, **headers), ask(port, path, **headers)
    assert (first.status, first.body) == (second.status, second.body)
    different = {name for name in first.headers if first.headers[name] != second.headers.get(name)}
    assert different <= {"date"}
    return second


@pytest.mark.parametrize(
    ("path", "status", "holds"),
    [
        ("/", 200, b"Front"),
        ("/?utm_source=feed", 200, b"Front"),
        ("/sport/", 200, b"Sport"),
        (LIVE_PATH, 200, b"Rowers"),
        (HINDI_PATH, 200, "खेल".encode()),
        (WITHHELD_PATH, 200, b"Withheld"),
        (f"/sport/{KILLED}/", 410, b"withdrew"),
        (f"/sport/its-old-words-{KILLED}/", 410, b"withdrew"),
        (f"/sport/-{KILLED}/", 410, b"withdrew"),
        (f"/sport/%E0%A4%96-{KILLED}/", 410, b"withdrew"),
        (f"/sport/{COURT}/", 451, b"court"),
        (f"/sport/anything-{COURT}/", 451, b"court"),
        (f"/sport/{KILLED}/versions.json", 200, b"leaves"),
        ("/sport/archive/", 410, b"Gone"),
        ("/news/", 404, b"No such page"),
        ("/nothing", 404, b"No such page"),
        ("/nothing.html", 404, b"No such page"),
        ("/empty/", 404, b"No such page"),
        (f"/news/other-section-{KILLED}/", 404, b"No such page"),
        ("/sport/unknown-000000000000/", 404, b"No such page"),
        ("/sport/unknown-000000000000", 404, b"No such page"),
        (f"/sport/words-{KILLED.upper()}/", 404, b"No such page"),
        (f"/a/b/words-{KILLED}/", 404, b"No such page"),
        ("/sport/archive/410.html", 404, b"No such page"),
        (f"/sport/{COURT}/451.html", 404, b"No such page"),
        ("/404.html", 404, b"No such page"),
        ("/assets/", 404, b"No such page"),
        ("/assets/none.css", 404, b"No such page"),
        ("/robots.txt/", 404, b"No such page"),
    ],
)
def test_each_path_has_its_answer(port: int, path: str, status: int, holds: bytes) -> None:
    said = both(port, path)
    assert said.status == status
    assert holds in said.body


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/sport", "/sport/"),
        ("/sport?page=2", "/sport/?page=2"),
        (LIVE_PATH[:-1], LIVE_PATH),
        (HINDI_PATH[:-1], HINDI_PATH),
        (f"/sport/old-words-{KILLED}", f"/sport/old-words-{KILLED}/"),
        (f"/sport/{KILLED}", f"/sport/{KILLED}/"),
        ("/index.html", "/"),
        (f"{LIVE_PATH}index.html", LIVE_PATH),
    ],
)
def test_the_right_address_is_told(port: int, path: str, location: str) -> None:
    said = both(port, path)
    assert (said.status, said.headers["location"]) == (301, location)


@pytest.mark.parametrize("path", [f"/sport/{LIVE}/", f"/sport/anything-at-all-{LIVE}/", "/sport/any-hhhh2222iiii/"])
def test_the_id_alone_leads_to_a_living_story(port: int, path: str) -> None:
    said = both(port, path)
    target = HINDI_PATH if "hhhh" in path else LIVE_PATH
    if said.status == 200:  # nginx shows the pointer page itself
        assert f'rel="canonical" href="{SITE_URL}{target}"'.encode() in said.body
    else:
        assert (said.status, said.headers["location"]) == (301, target)


@pytest.mark.parametrize(
    "path",
    [
        "/../etc/passwd",
        "/sport/../../etc/passwd",
        "/sport/../robots.txt",
        "/./robots.txt",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%2E%2E/robots.txt",
        "/sport%2f..%2frobots.txt",
        "/sport%2Findex.html",
        "/..%5c..%5cwindows",
        "/sport\\..\\robots.txt",
        "/%5c%5cevil.example/index.html",
        "/\\evil.example/index.html",
        "//evil.example/index.html",
        "//evil.example/",
        "//sport",
        "/sport//",
        "/robots.txt%00.html",
        "/%00",
        "/%c0%ae%c0%ae/robots.txt",
        "/%e0%80%af",
        "/%ff",
        "/%",
        "/%zz",
        "/robots.txt%0d%0aSet-Cookie:a=b",
        "/%0a",
        "/.secret",
        "/.git/config",
        "/sport/.hidden/",
        "/.well-known/.secret",
        "/index.html.br",
        "/robots.txt.gz",
        f"/{'a' * 300}/",
        f"/{'a/' * 1500}",
        "/robots.txt;.css",
        "/robots.txt.",
        "/ROBOTS.TXT",
    ],
)
def test_no_path_leads_outside_or_to_what_is_hidden(port: int, path: str) -> None:
    said = both(port, path)
    assert said.status in REFUSED
    assert b"User-agent" not in said.body
    assert b"not for readers" not in said.body
    assert "set-cookie" not in said.headers
    assert "location" not in said.headers


def test_too_long_a_path_is_refused(port: int) -> None:
    assert ask(port, "/" + "a" * 9000).status == 414


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        (f"/sport/{KILLED}/", "text/html; charset=utf-8"),
        ("/sport/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/sport/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/sport/feed.json", "application/feed+json"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sw.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/assets/paper.4f2a.css", "text/css; charset=utf-8"),
        ("/assets/serif.9c1d.woff2", "font/woff2"),
        ("/.well-known/apple-app-site-association", "application/json"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("/log/checkpoint", "text/plain; charset=utf-8"),
        ("/log/tile/0/000", "application/octet-stream"),
        ("/epaper/main/2025-04-27/issue.pdf", "application/pdf"),
    ],
)
def test_each_file_has_its_type(port: int, path: str, kind: str) -> None:
    assert both(port, path).headers["content-type"] == kind


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/", 200), (LIVE_PATH, 200), (f"/sport/{KILLED}/", 410), (f"/sport/{COURT}/", 451), ("/no", 404)),
        *(("/sport", 301), ("/../x", 0), ("/robots.txt", 200), ("/assets/paper.4f2a.css", 200), ("/healthz", 200)),
        ("/epaper/main/2025-04-27/issue.pdf", 200),
    ],
)
def test_each_answer_carries_the_security_headers(port: int, path: str, status: int) -> None:
    said = both(port, path)
    assert said.status == (status or said.status)
    if path == "/../x" and said.status == 400 and "content-security-policy" not in said.headers:
        pytest.skip("nginx refuses it before any configuration is read")
    for name, value in security_headers(SITE_URL):
        assert said.headers.get(name.lower()) == value
    assert "require-trusted-types-for 'script'" in CONTENT_SECURITY_POLICY
    assert said.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/", LIVE_PATH, "/robots.txt", f"/sport/{KILLED}/", "/no", "/assets/none.css"])
def test_pages_and_notices_are_looked_at_again_each_time(port: int, path: str) -> None:
    assert both(port, path).headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_assets_are_kept_for_good(port: int) -> None:
    for path in ("/assets/paper.4f2a.css", "/assets/serif.9c1d.woff2"):
        assert "immutable" in both(port, path).headers["cache-control"]


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("br", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("identity", ""),
        ("deflate", ""),
        ("gzip;q=0", ""),
        ("", ""),
        ("abr, xgzip", ""),
    ],
)
@pytest.mark.parametrize("path", [LIVE_PATH, f"/sport/words-{KILLED}/"])
def test_the_best_encoding_the_reader_takes_is_sent(port: int, path: str, accept: str, encoding: str) -> None:
    said = both(port, path, accept_encoding=accept)
    assert said.headers.get("content-encoding", "") == encoding
    plain = {"br": brotli.decompress, "gzip": decompress, "": bytes}[encoding](said.body)
    assert plain == both(port, path).body
    assert said.headers["vary"].lower() == "accept-encoding"
    assert int(said.headers["content-length"]) == len(said.body)


def test_a_file_without_siblings_is_sent_as_it_is(port: int) -> None:
    said = both(port, "/robots.txt", accept_encoding="br, gzip")
    assert "content-encoding" not in said.headers
    assert said.body == b"User-agent: *\n"


def test_each_encoding_has_a_strong_tag_of_its_own(port: int) -> None:
    tags = [both(port, LIVE_PATH, accept_encoding=accept).headers["etag"] for accept in ("br", "gzip", "")]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


@pytest.mark.parametrize("accept", ["br", "gzip", ""])
@pytest.mark.parametrize("shape", ["{}", 'W/"other", {}', '"a",{}', "*"])
def test_what_the_reader_has_is_not_sent_again(port: int, accept: str, shape: str) -> None:
    tag = both(port, LIVE_PATH, accept_encoding=accept).headers["etag"]
    said = both(port, LIVE_PATH, accept_encoding=accept, if_none_match=shape.format(tag))
    assert (said.status, said.body) == (304, b"")
    assert said.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert said.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


def test_another_tag_gets_the_page(port: int) -> None:
    assert both(port, LIVE_PATH, if_none_match='"another"').status == 200
    modified = both(port, LIVE_PATH).headers["last-modified"]
    assert both(port, LIVE_PATH, if_none_match='"another"', if_modified_since=modified).status == 200


def test_a_date_is_enough_to_know_it_unchanged(port: int) -> None:
    modified = both(port, LIVE_PATH).headers["last-modified"]
    assert both(port, LIVE_PATH, if_modified_since=modified).status == 304
    assert both(port, LIVE_PATH, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT").status == 304
    assert both(port, LIVE_PATH, if_modified_since="Thu, 01 Jan 1998 00:00:00 GMT").status == 200
    assert both(port, LIVE_PATH, if_modified_since="yesterday").status == 200


def test_a_notice_is_never_called_unchanged(port: int) -> None:
    path = f"/sport/{KILLED}/"
    tag = both(port, path).headers.get("etag", '"x"')
    assert both(port, path, if_none_match=tag).status == 410
    assert both(port, path, if_none_match="*").status == 410


@pytest.mark.parametrize(
    "path", ["/", LIVE_PATH, f"/sport/{KILLED}/", f"/sport/x-{COURT}/", "/sport/feed.xml", "/no", "/sport"]
)
def test_head_is_get_without_the_body(port: int, path: str) -> None:
    for accept in ("br", ""):
        got = both(port, path, accept_encoding=accept)
        head = both(port, path, method="HEAD", accept_encoding=accept)
        assert (head.status, head.body) == (got.status, b"")
        assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", LIVE_PATH, "/robots.txt", "/no", f"/sport/{KILLED}/"])
def test_only_get_and_head_are_answered(port: int, method: str, path: str) -> None:
    said = ask(port, path, method=method, body=b"a=b" if method != "OPTIONS" else b"")
    assert (said.status, said.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/epaper/main/2025-04-27/issue.pdf", "/assets/serif.9c1d.woff2"])
def test_a_part_of_a_large_file_can_be_had(port: int, path: str) -> None:
    whole = both(port, path)
    part = both(port, path, range="bytes=10-19")
    assert (part.status, part.body) == (206, whole.body[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert both(port, path, range="bytes=99999999-").status == 416


def test_a_range_of_a_page_is_the_page_or_the_part(port: int) -> None:
    said = both(port, LIVE_PATH, range="bytes=0-9")
    assert (said.status, said.body) in ((200, both(port, LIVE_PATH).body), (206, both(port, LIVE_PATH).body[:10]))


def test_the_desk_answers_behind_each(port: int) -> None:
    assert ask(port, "/healthz").status == 200
    said = ask(port, "/intake/ians", method="POST", body=b"12345")
    assert (said.status, said.body) == (200, b"ians 5")


def test_a_killed_page_is_gone_within_a_second_of_its_file(tmp_path: Path) -> None:
    """Both servers at once, the files changed by this process, which tells neither of them."""
    need_nginx()
    public = build(tmp_path / "public")
    with built_in(public) as (own, _), nginx(public, tmp_path, own) as (theirs, _):
        _watch_a_kill(public, (own, theirs))


def _watch_a_kill(public: Path, ports: tuple[int, ...]) -> None:
    for port in ports:
        assert all(both(port, LIVE_PATH, accept_encoding=accept).status == 200 for accept in ("br", "gzip", ""))
    write(public, f"sport/{LIVE}/410.html", page("Withdrawn"))
    remove(public, f"sport/{LIVE}/index.html")
    remove(public, f"{LIVE_PATH[1:]}index.html")
    (public / LIVE_PATH[1:]).rmdir()
    killed = time.monotonic()
    waiting = {(port, accept) for port in ports for accept in ("br", "gzip", "")}
    while waiting and time.monotonic() - killed < 3:
        waiting = {
            (port, accept) for port, accept in waiting if ask(port, LIVE_PATH, accept_encoding=accept).status != 410
        }
    assert not waiting
    assert time.monotonic() - killed < 2.2  # nginx counts in whole seconds
