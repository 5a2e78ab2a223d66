"""`manifest.webmanifest`: what makes the site installable, so that "Open in App" always leads somewhere."""

import msgspec

from ...terms.page import Page
from ...terms.site import Site
from ..output import Output

PAPER = "#F4F6F3"
"""The look's paper, behind the icon while the app starts and around it after."""

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))
_SHORT_NAME_SIGNS = 12


class Icon(msgspec.Struct, frozen=True):
    """A picture of the app at one size. `any` alone: a maskable icon needs a margin that these do not have."""

    src: str
    sizes: str
    type: str = "image/png"
    purpose: str = "any"


class Shortcut(msgspec.Struct, frozen=True):
    """An entry of the installed icon's own menu."""

    name: str
    url: str


class Related(msgspec.Struct, frozen=True):
    """The publisher's native app, which a reader may have already."""

    platform: str
    id: str
    url: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A web-app manifest (W3C), fields in the order in which they are written."""

    id: str
    name: str
    short_name: str
    description: str = ""
    lang: str
    dir: str
    start_url: str
    scope: str
    display: str
    background_color: str
    theme_color: str
    categories: tuple[str, ...]
    icons: tuple[Icon, ...]
    shortcuts: tuple[Shortcut, ...] = ()
    related_applications: tuple[Related, ...] = ()


def render(site: Site) -> tuple[Page, ...]:
    """One file at the root."""
    right_to_left = site.language.partition("-")[0] in RIGHT_TO_LEFT
    manifest = Manifest(
        id="/",
        name=site.name,
        short_name=site.name if len(site.name) <= _SHORT_NAME_SIGNS else site.name[:_SHORT_NAME_SIGNS].strip(),
        description=site.tagline,
        lang=site.language,
        dir="rtl" if right_to_left else "ltr",
        start_url="/",
        scope="/",
        display="standalone",
        background_color=PAPER,
        theme_color=PAPER,
        categories=("news",),
        icons=(Icon("/icon-192.png", "192x192"), Icon("/icon-512.png", "512x512")),
        shortcuts=tuple(Shortcut(section.title, f"/{section.slug}/") for section in site.sections[:4]),
        related_applications=_related(site),
    )
    return (Page("manifest.webmanifest", msgspec.json.encode(manifest)),)


def _related(site: Site) -> tuple[Related, ...]:
    app = site.app
    found = []
    if app.android_package:
        url = f"https://play.google.com/store/apps/details?id={app.android_package}"
        found.append(Related("play", app.android_package, url))
    if app.ios_store_id:
        found.append(Related("itunes", app.ios_store_id, f"https://apps.apple.com/app/id{app.ios_store_id}"))
    return tuple(found)


OUTPUT = Output(name="manifest", follows="site", render=render)
