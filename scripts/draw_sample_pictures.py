"""Draws the pictures of the sample wire into src/nightdesk_sample/pictures/: calm posters, each with one light in it.

python scripts/draw_sample_pictures.py [NAME ...]

They go with invented stories, so they show places and things, no face and no writing. Same Pillow, same bytes.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import scenes_by_water
import scenes_in_the_open
import scenes_in_town
from poster import Poster

OUT = Path(__file__).parent.parent / "src/nightdesk_sample/pictures"
MOST_BYTES = 120_000

SCENES: dict[str, Callable[[], Poster]] = {
    "chennai-hospital": scenes_in_town.chennai_hospital,
    "cricket-dusk": scenes_in_town.cricket_dusk,
    "ferry-lofoten": scenes_by_water.ferry_lofoten,
    "junnar-dishes": scenes_in_the_open.junnar_dishes,
    "krishna-barrage": scenes_by_water.krishna_barrage,
    "lucknow-hall": scenes_in_the_open.lucknow_hall,
    "mumbai-exchange": scenes_in_town.mumbai_exchange,
    "nashik-vineyard": scenes_in_the_open.nashik_vineyard,
    "nirav-coast": scenes_by_water.nirav_coast,
    "patna-ghat": scenes_by_water.patna_ghat,
    "sangli-stage": scenes_in_town.sangli_stage,
    "varuna-stand": scenes_in_the_open.varuna_stand,
}


def main(names: list[str]) -> int:
    """Draw the pictures of these names, or all; 2 for a name that there is not."""
    unknown = [name for name in names if name not in SCENES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(SCENES)}", file=sys.stderr)
        return 2
    OUT.mkdir(exist_ok=True)
    for name in names or SCENES:
        file = OUT / f"{name}.jpg"
        quality = SCENES[name]().save(file, MOST_BYTES)
        print(f"{file.name}: quality {quality}, {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
