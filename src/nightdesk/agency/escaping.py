"""Decode once more what a profile says is sent escaped twice; nothing else is ever decoded a second time."""

from html import unescape

from .profile import Profile


def once_more(text: str, field: str, profile: Profile) -> str:
    """`text` as it is, or unescaped where the profile's `decode_twice` names the field."""
    return unescape(text) if field in profile.decode_twice else text
