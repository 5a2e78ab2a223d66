"""The README's two pictures: the front and a story of the sample day, as they stand in a browser."""

from pathlib import Path
from typing import Any

from fakes.played_day import PlayedDay
from nightdesk.store import story as story_table
from nightdesk.terms.story import State

from .demo_site import free_port
from .machine import run_script
from .served import served

LARGEST_BYTES = 250_000


def take_pictures(home: Path, target: Path) -> tuple[dict[str, Any], list[str]]:
    """Write `front-1280.png` and `story-1280.png`. Returns their sizes, and what is too large. Raises Missing."""
    url = f"http://127.0.0.1:{free_port()}"
    day = PlayedDay(home, url=url, with_drills=False)
    shown = [one.card for one in story_table.in_state(day.house.database.read(), State.PUBLISHED) if one.card]
    day.close()
    story = max(shown, key=lambda card: (card.language.startswith("en") and bool(card.cities), card.shown, card.id))
    target.mkdir(parents=True, exist_ok=True)
    with served(home, url):
        run_script(
            "pictures.js",
            {
                "origin": url,
                "pictures": [
                    {"path": "/", "file": str(target.resolve() / "front-1280.png"), "height": 830},
                    {"path": story.path, "file": str(target.resolve() / "story-1280.png"), "height": 960},
                ],
            },
        )
    sizes = {file.name: file.stat().st_size for file in sorted(target.glob("*-1280.png"))}
    return sizes, [f"{name} has {size} bytes" for name, size in sizes.items() if size >= LARGEST_BYTES]
