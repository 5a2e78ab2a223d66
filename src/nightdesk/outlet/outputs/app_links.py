"""The two files by which a phone knows that the publisher's app may open the site's addresses."""

import re

import msgspec

from ...terms.page import Page
from ...terms.site import App, Site
from ..output import Output

_APP_ID = re.compile(r"[A-Z0-9]{10}\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)+")
_FINGERPRINT = re.compile(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}")
_NOT_FOR_THE_APP = ("/api/*", "/log/*", "/intake/*", "*/proof/*", "*.xml", "*.json", "*.txt")


def render(site: Site) -> tuple[Page, ...]:
    """Each file where its app is set and its ids are well-formed; a half-right file would only fail on the phone."""
    return (
        Page(".well-known/apple-app-site-association", _apple(site.app)),
        Page(".well-known/assetlinks.json", _android(site.app)),
    )


def _apple(app: App) -> bytes | None:
    if not _APP_ID.fullmatch(app.ios_app_id):
        return None
    components = [{"/": path, "exclude": True} for path in _NOT_FOR_THE_APP] + [{"/": "/*"}]
    return msgspec.json.encode({"applinks": {"details": [{"appIDs": [app.ios_app_id], "components": components}]}})


def _android(app: App) -> bytes | None:
    prints = [written.upper() for written in app.android_fingerprints]
    if not (_PACKAGE.fullmatch(app.android_package) and prints and all(map(_FINGERPRINT.fullmatch, prints))):
        return None
    target = {"namespace": "android_app", "package_name": app.android_package, "sha256_cert_fingerprints": prints}
    return msgspec.json.encode([{"relation": ["delegate_permission/common.handle_all_urls"], "target": target}])


OUTPUT = Output(name="app-links", follows="site", render=render)
