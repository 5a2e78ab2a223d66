"""Pages that depend on the settings alone: how the site works, its policies, the way into the app, the lost address."""

from urllib.parse import quote

from markupsafe import Markup

from ..terms.label import label_id
from ..terms.page import Page
from ..terms.site import Site
from .imprint import Way, imprint_of
from .press import printed


def standing_pages(site: Site) -> tuple[Page, ...]:
    """`/about/` and the policies below it, `/app/` and `/404.html`."""
    return (_about(site), _automation(site), _grievance(site), _app(site), _lost(site))


def _about(site: Site) -> Page:
    words = imprint_of(site).words
    lines = tuple(line.format(site=site.name) for line in words.about_lines)
    ways = [Way("/about/automation/", words.log.automation), Way("/log/", words.log.public_log)]
    if site.has_grievance:
        ways.append(Way("/about/grievance/", words.log.grievance))
    return _plain(site, "about/", words.about_head, lines, tuple(ways))


def _automation(site: Site) -> Page:
    """The policy that every page's linked data names: what is done by program, and what the label means."""
    imprint = imprint_of(site)
    say = imprint.words.log
    texts = [text.format(site=site.name, label=label_id(site.language)) for text in say.automation_texts]
    content = printed(
        "policy.html",
        imprint=imprint,
        words=imprint.words,
        title=f"{say.automation}: {site.name}",
        address=f"{site.url}/about/automation/",
        faces=imprint.faces(),
        folio="",
        heading=say.automation,
        parts=list(zip(say.automation_heads, texts, strict=True)),
        ways=(Way("/log/", say.public_log), Way("/corrections/", imprint.words.corrections)),
    )
    return Page("about/automation/index.html", content)


def _grievance(site: Site) -> Page:
    """Where complaints go (India's IT Rules 2021, rule 11). Without an officer in the settings it says so."""
    imprint = imprint_of(site)
    say = imprint.words.log
    ways: tuple[Way, ...] = ()
    if not site.has_grievance:
        lines: list[str] = [say.grievance_unset.format(site=site.name)]
        if imprint.contact:
            lines.append(Markup("{} {}").format(imprint.words.contact, imprint.contact))
    else:
        named = site.grievance_officer or site.name
        lines = [say.grievance_officer.format(site=site.name, officer=named)]
        if site.grievance_email:
            mail = Markup('<a href="mailto:{0}">{0}</a>').format(site.grievance_email)
            lines.append(Markup("{} {}").format(say.grievance_write, mail))
        if site.grievance_address:
            lines.append(f"{say.grievance_post} {site.grievance_address}")
        lines.append(say.grievance_days)
        if site.grievance_body:
            lines.append(f"{say.grievance_body} {site.grievance_body}")
        ways = (Way("/log/", say.public_log), Way("/corrections/", imprint.words.corrections))
    return _plain(site, "about/grievance/", say.grievance, (*lines, say.grievance_more), ways)


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
