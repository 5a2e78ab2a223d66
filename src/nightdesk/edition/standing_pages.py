"""Pages that depend on the settings alone: how the site works, the way into the app, and the lost address."""

from urllib.parse import quote

from ..terms.page import Page
from ..terms.site import Site
from .imprint import Way, imprint_of
from .press import printed


def standing_pages(site: Site) -> tuple[Page, ...]:
    """`/about/`, `/app/` and `/404.html`."""
    return (_about(site), _app(site), _lost(site))


def _about(site: Site) -> Page:
    words = imprint_of(site).words
    lines = tuple(line.format(site=site.name) for line in words.about_lines)
    return _plain(site, "about/", words.about_head, lines)


def _app(site: Site) -> Page:
    """Where "Open in App" leads when no app took the link: the publisher's own apps, and the site as an app."""
    words, app = imprint_of(site).words, site.app
    stores = []
    if app.ios_store_id:
        stores.append(Way(f"https://apps.apple.com/app/id{quote(app.ios_store_id, safe='')}", words.app_ios))
    if app.android_package:
        package = quote(app.android_package, safe="")
        stores.append(Way(f"https://play.google.com/store/apps/details?id={package}", words.app_android))
    lines = (words.app_body, words.app_phone, words.app_desktop)
    return _plain(site, "app/", words.app_head.format(site=site.name), lines, tuple(stores))


def _lost(site: Site) -> Page:
    words = imprint_of(site).words
    return _plain(site, "", words.lost_head, (words.lost_body,), (Way("/", words.front_page),))


def _plain(site: Site, path: str, heading: str, lines: tuple[str, ...], ways: tuple[Way, ...] = ()) -> Page:
    """A heading, sentences, links. Without a path it is the page for lost addresses."""
    imprint = imprint_of(site)
    content = printed(
        "plain.html",
        imprint=imprint,
        words=imprint.words,
        title=f"{heading.rstrip('.')}: {site.name}",
        address=f"{site.url}/{path}" if path else "",
        faces=imprint.faces(),
        folio="",
        heading=heading,
        lines=lines,
        ways=ways,
    )
    return Page(f"{path}index.html" if path else "404.html", content)
