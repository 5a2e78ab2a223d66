"""The files at the root of the site say what their readers expect, or are not there."""

import json

import pytest
from msgspec.structs import replace

from nightdesk.outlet.outputs import app_links, manifest, robots, security_txt
from nightdesk.terms.site import App, Site

PRINT = ":".join(["AB"] * 32)


def contents(site: Site) -> dict[str, bytes | None]:
    return {page.path: page.content for page in app_links.render(site)}


def test_without_an_app_there_are_no_link_files(site: Site) -> None:
    assert set(contents(site).values()) == {None}


@pytest.mark.parametrize(
    "app",
    [
        App(ios_app_id="example.post"),
        App(ios_app_id="ABCDE12345."),
        App(android_package="example.post"),
        App(android_package="example", android_fingerprints=(PRINT,)),
        App(android_package="example.post", android_fingerprints=(PRINT, "AB:CD")),
    ],
)
def test_half_an_app_makes_no_link_file(app: App, site: Site) -> None:
    assert set(contents(replace(site, app=app)).values()) == {None}


def test_each_platform_has_its_file(site: Site) -> None:
    android = App(android_package="example.post", android_fingerprints=(PRINT.lower(),))
    made = contents(replace(site, app=android))
    assert made[".well-known/apple-app-site-association"] is None
    (link,) = json.loads(made[".well-known/assetlinks.json"] or b"")
    assert link["target"]["sha256_cert_fingerprints"] == [PRINT]


def test_the_manifest_makes_the_site_installable(site: Site) -> None:
    (page,) = manifest.render(replace(site, language="ur"))
    read = json.loads(page.content or b"")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in read["icons"]}
    assert (read["start_url"], read["scope"], read["display"]) == ("/", "/", "standalone")
    assert (read["name"], read["lang"], read["dir"]) == ("The Example Post", "ur", "rtl")


def test_robots_may_read_every_page_and_know_the_sitemaps(site: Site) -> None:
    (page,) = robots.render(site)
    lines = (page.content or b"").decode().splitlines()
    assert "Disallow: /" not in lines
    assert "Sitemap: https://post.example/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("desk@post.example", b"Contact: mailto:desk@post.example\n"),
        ("https://post.example/contact", b"Contact: https://post.example/contact\n"),
        ("", None),
        ("ring the night desk", None),
        ("desk@post.example\nPolicy: https://elsewhere.example", None),
    ],
)
def test_security_txt_has_a_contact_or_is_not_there(contact: str, line: bytes | None, site: Site) -> None:
    (page,) = security_txt.render(replace(site, contact=contact))
    assert page.content is None if line is None else line in (page.content or b"")
