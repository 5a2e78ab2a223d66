"""What holds for every test: properties try the same cases each time, and none fails because a machine is busy."""

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")
