"""The profile of a wire nobody has described yet: it assumes nothing that could be wrong."""

from ..profile import Profile

PROFILE = Profile(name="generic")
