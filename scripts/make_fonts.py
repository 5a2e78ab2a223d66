"""Cuts the two families of the site down to what its pages set, into src/nightdesk/edition/fonts/.

    npm install @fontsource-variable/eczar @fontsource-variable/anek-devanagari
    pip install fonttools brotli uharfbuzz
    python scripts/make_fonts.py NODE_MODULES WORDS.txt...

Both families are under the SIL Open Font License 1.1 without a reserved font name, so cutting is allowed; the licence
texts are copied beside the cuts. WORDS are word lists, one Marathi or Hindi word a line: a conjunct that fewer than
`RARE` of the words need is dropped, and then sets from its half forms, which is correct, only less pretty.

Two traps are taken care of here. The published Eczar names only six features under Marathi and Nepali, so with
`lang="mr"` reph and akhand fall apart: `complete` gives those languages the features of the script. And shaping goes
through glyphs that are gone at its end: `passed_through` keeps those too.
"""

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import uharfbuzz as hb
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUT = Path(__file__).parent.parent / "src/nightdesk/edition/fonts"
MARKS = "20-40,5B-60,7B-7E,A0,A9,AB,B7,BB,2009,2010-2015,2018-201E,2026,20B9"
LATIN = f"{MARKS},41-5A,61-7A,A1-FF,2020,2022,2030,2032,2033,2039,203A,20AC,2122,2190-2193,2197,2212"
EXTENDED = "100-17F,218-21B,1E00-1EFF"
DEVANAGARI = "900-97F,200C,200D,20B9,25CC"
RARE = {"eczar": 60, "anek": 300}
LANGUAGES = ("mr", "hi", "ne", "")

_VOWEL_SIGNS = (
    "",
    *"\u093e\u093f\u0940\u0941\u0942\u0943\u0947\u0948\u094b\u094c\u0902\u0901\u0945\u0949\u093c\u094d",
    "\u094d\u0930",
)
_ROUND = "\u0919\u091b\u091f\u0920\u0921\u0922\u0926\u0939\u0933"
_CONJUNCTS = (
    "\u0915\u094d\u0937",
    "\u0924\u094d\u0930",
    "\u091c\u094d\u091e",
    "\u0936\u094d\u0930",
    "\u0924\u094d\u0924",
)
_LETTER = "[\u0915-\u0939\u0958-\u095f\u0979-\u097f]\u093c?"
_SYLLABLE = re.compile(
    rf"(?:{_LETTER}\u094d)*{_LETTER}[\u093a\u093b\u093e-\u094c\u094e\u094f\u0955-\u0957\u0962\u0963]*[\u0900-\u0903]?"
    "|[\u0900-\u097f]"
)


def syllables(words: Iterable[str], rare: int) -> list[str]:
    """The syllables that at least `rare` of the words hold, and every letter with every vowel sign."""
    count = Counter(part for word in words for part in set(_SYLLABLE.findall(word)))
    letters = [chr(code) for code in range(0x915, 0x93A)]
    always = [letter + sign for letter in letters for sign in _VOWEL_SIGNS]
    for letter in letters:  # half forms, reph, and the eyelash form of Marathi ra: what conjuncts fall back to
        always += [f"{letter}\u094d\u200d", f"{letter}\u094d\u092f", f"{letter}\u094d\u0924"]
        always += [f"\u0930\u094d{letter}", f"\u0931\u094d{letter}", f"\u0930\u094d\u200d{letter}"]
    for letter in "\u0915\u0916\u0917\u091c\u092b":  # half forms of the letters with nukta
        always += [f"{letter}\u093c\u094d\u200d", f"{letter}\u093c\u094d\u092f"]
    for conjunct in _CONJUNCTS:  # and of the conjuncts that count as letters
        always += [f"{conjunct}\u094d\u200d", f"{conjunct}\u094d\u092f"]
    # Round letters have no half form to fall back to: all their conjuncts stay.
    always += [f"{first}\u094d{second}" for first in _ROUND for second in letters]
    return sorted({*always, *(part for part, seen in count.items() if seen >= rare)})


def passed_through(font_file: Path, texts: Iterable[str]) -> set[int]:
    """The numbers of all glyphs that shaping the texts uses at any step."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(font_file))))
    seen: set[int] = set()
    for language in LANGUAGES:
        for text in texts:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            if language:
                buffer.language = language

            def watch(step: str, buffer: hb.Buffer = buffer) -> bool:
                if step.startswith("end lookup"):  # before the first lookup the buffer holds characters, not glyphs
                    seen.update(glyph.codepoint for glyph in buffer.glyph_infos)
                return True

            buffer.set_message_func(watch)
            hb.shape(font, buffer)
            seen.update(glyph.codepoint for glyph in buffer.glyph_infos)
    return seen


def complete(font: TTFont) -> None:
    """Give every language of a script the features of the script that its own list leaves out."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    for script in table.ScriptList.ScriptRecord:
        default = script.Script.DefaultLangSys
        for record in script.Script.LangSysRecord if default else ():
            language = record.LangSys
            tags = {table.FeatureList.FeatureRecord[index].FeatureTag for index in language.FeatureIndex}
            missing = (
                index for index in default.FeatureIndex if table.FeatureList.FeatureRecord[index].FeatureTag not in tags
            )
            language.FeatureIndex = sorted([*language.FeatureIndex, *missing])
            language.FeatureCount = len(language.FeatureIndex)


def cut(source: Path, name: str, axes: dict[str, object], unicodes: str, texts: Iterable[str] = ()) -> None:
    """Write one cut: the characters of `unicodes`, and of their ligatures only those that `texts` pass through."""
    with TemporaryDirectory() as folder:
        plain = Path(folder, "plain.ttf")
        font = TTFont(source)
        font.flavor = None
        complete(font)
        font.save(plain)
        texts = list(texts)
        order = font.getGlyphOrder()
        keep = [order[number] for number in passed_through(plain, texts)]
        options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True)
        options.layout_closure = not texts
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(unicodes), glyphs=keep)
        font = TTFont(plain)
        cutter.subset(font)
        font.save(plain)
        font = instancer.instantiateVariableFont(TTFont(plain), axes)
        font.flavor = "woff2"
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(OUT / f"{name}.woff2")
    size = (OUT / f"{name}.woff2").stat().st_size
    print(f"{name:18} {size / 1000:6.1f} kB  {font['maxp'].numGlyphs} glyphs")


def licences(packages: Path) -> Iterator[tuple[Path, str]]:
    """The licence texts that go with the cuts."""
    yield packages / "eczar/LICENSE", "OFL-Eczar.txt"
    yield packages / "anek-devanagari/LICENSE", "OFL-Anek.txt"


def main(modules: str, *lists: str) -> None:
    """Cut all six files."""
    packages = Path(modules, "@fontsource-variable")
    eczar, anek = packages / "eczar/files", packages / "anek-devanagari/files"
    words = [word for name in lists for word in Path(name).read_text("utf-8").split()]
    text, interface = {"wght": (400, 700)}, {"wdth": 87, "wght": 500}
    OUT.mkdir(parents=True, exist_ok=True)
    cut(eczar / "eczar-latin-wght-normal.woff2", "eczar-latin", text, LATIN)
    cut(eczar / "eczar-latin-wght-normal.woff2", "eczar-marks", text, MARKS)
    cut(eczar / "eczar-latin-ext-wght-normal.woff2", "eczar-extended", text, EXTENDED)
    devanagari = syllables(words, RARE["eczar"]) if words else []
    cut(eczar / "eczar-devanagari-wght-normal.woff2", "eczar-devanagari", text, DEVANAGARI, devanagari)
    cut(anek / "anek-devanagari-latin-wdth-normal.woff2", "anek-latin", interface, LATIN)
    devanagari = syllables(words, RARE["anek"]) if words else []
    cut(anek / "anek-devanagari-devanagari-wdth-normal.woff2", "anek-devanagari", interface, DEVANAGARI, devanagari)
    for source, name in licences(packages):
        shutil.copyfile(source, OUT / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
