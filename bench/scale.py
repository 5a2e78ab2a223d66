"""How much is measured: the real counts, and those of `--quick`, which only show that every bench works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Counts of every bench. Archives are told as (stories, patterns); see `archive.py` for why both matter."""

    parse_rounds: int = 600
    live_samples: int = 300
    live_archived: tuple[int, int] = (1_000, 25)
    sustained_items: int = 2_000
    small_archive: tuple[int, int] = (1_000, 25)
    large_archive: tuple[int, int] = (100_000, 25)
    one_more: int = 30
    rebuilt: tuple[int, int] = (5_000, 250)
    rebuild_rounds: int = 3
    related_stories: int = 100_000
    related_million: int = 1_000_000
    related_asked: int = 200
    search_stories: int = 1_000_000
    search_questions: int = 600


FULL = Scale()
QUICK = Scale(
    parse_rounds=10,
    live_samples=6,
    live_archived=(20, 5),
    sustained_items=40,
    small_archive=(120, 3),
    large_archive=(1_080, 3),
    one_more=5,
    rebuilt=(60, 20),
    rebuild_rounds=1,
    related_stories=200,
    related_million=400,
    related_asked=10,
    search_stories=300,
    search_questions=10,
)
