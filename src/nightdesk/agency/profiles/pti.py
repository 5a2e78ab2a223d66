"""PTI as a subscriber's wire. Length of licence and index rules are a contract's, set in nightdesk.toml."""

from ..profile import Profile

PROFILE = Profile(
    name="pti",
    agency="PTI",
    provider="pti",
    zone="Asia/Kolkata",
    charset_fallback="windows-1252",
)
