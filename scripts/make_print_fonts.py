"""Cut the fonts of the e-paper into src/nightdesk/epaper/fonts/: whole scripts at fixed weights, for the typesetter.

    npm install @fontsource-variable/eczar @fontsource-variable/anek-devanagari
    pip install fonttools brotli
    python scripts/make_print_fonts.py NODE_MODULES

The typesetter reads neither woff2 nor variable fonts, and takes one file a family and weight: each part of a script has
a family name of its own ("Eczar Latin", "Eczar Extended", "Eczar Devanagari"), and the pages name them in that order.
Unlike the web fonts these leave no conjunct out. Both families are under the SIL Open Font License 1.1 without a
reserved name. `characters.txt` lists what they can set: a story with any other character is not printed.
"""

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from make_fonts import complete, licences

OUT = Path(__file__).parent.parent / "src/nightdesk/epaper/fonts"
PARTS = (("latin", "Latin"), ("latin-ext", "Extended"), ("devanagari", "Devanagari"))
NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


def cut(source: Path, family: str, axes: dict[str, object]) -> set[int]:
    """Write one font; returns the characters it sets."""
    weight = int(str(axes["wght"]))
    font = TTFont(source)
    font.flavor = None
    complete(font)
    font = instancer.instantiateVariableFont(font, axes)
    style = NAMES[weight]
    for number, text in (
        (1, f"{family} {style}"), (2, "Regular"), (4, f"{family} {style}"),
        (6, f"{family}-{style}".replace(" ", "")), (16, family), (17, style),
    ):  # fmt: skip
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = weight
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    name = f"{family}-{style}.ttf".replace(" ", "").lower()
    font.save(OUT / name)
    print(f"{name:36} {(OUT / name).stat().st_size / 1000:6.1f} kB")
    return set(font.getBestCmap())


def main(modules: str) -> None:
    """Cut all of them."""
    packages = Path(modules, "@fontsource-variable")
    OUT.mkdir(parents=True, exist_ok=True)
    characters: set[int] = set()
    for part, name in PARTS:
        for weight in (400, 600, 700):
            file = packages / f"eczar/files/eczar-{part}-wght-normal.woff2"
            characters |= cut(file, f"Eczar {name}", {"wght": weight})
        file = packages / f"anek-devanagari/files/anek-devanagari-{part}-wdth-normal.woff2"
        cut(file, f"Anek {name}", {"wdth": 87, "wght": 500})
    (OUT / "characters.txt").write_text(" ".join(f"{one:X}" for one in sorted(characters)) + "\n", encoding="ascii")
    for source, name in licences(packages):
        shutil.copyfile(source, OUT / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
