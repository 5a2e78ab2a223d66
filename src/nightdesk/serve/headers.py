"""The headers every answer carries, for the built-in server and nginx.conf alike: one list, two servers. Pure."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)

STRICT_TRANSPORT_SECURITY = "max-age=31536000; includeSubDomains"

CACHE_IMMUTABLE = "public, max-age=31536000, immutable"
"""For `/assets/`, whose file names change with their content."""

CACHE_REVALIDATE = "public, max-age=0, must-revalidate"
"""For all else: a kill must be obeyed by every cache at its next look."""

CACHE_NEVER = "no-store"
"""For answers made for one asker: health, metrics, receipts."""


def security_headers(site_url: str) -> tuple[tuple[str, str], ...]:
    """The headers for each answer of the site at `site_url`; HSTS only where that is https."""
    always = (
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", PERMISSIONS_POLICY),
    )
    if site_url.startswith("https://"):
        return (*always, ("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY))
    return always


def cache_control(inside: str, status: int) -> str:
    """`inside` is the path below `public/`."""
    return CACHE_IMMUTABLE if status == 200 and inside.startswith("assets/") else CACHE_REVALIDATE
