"""The imprint: what every page of one site has in common, worked out once from its settings."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from ..terms.site import Section, Site
from .assets import STYLESHEET, font_address
from .catalogue import direction, issue_words_for, primary, search_words_for, words_for
from .hours import Hours
from .languages import language_tag
from .press import printed
from .words import Words

_PARTS_KEPT = 600

FEEDS = (
    ("feed.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
"""The three feeds in every front's folder (contract.md §3)."""


@dataclass(frozen=True)
class Way:
    """A link of the navigation."""

    href: str
    text: str


@dataclass(frozen=True)
class Imprint:
    """A site with its words, its hours and its navigation, as templates use them."""

    site: Site
    words: Words = field(init=False)
    hours: Hours = field(init=False)
    _parts: dict[tuple[str, ...], Markup] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", words_for(self.site.language))
        object.__setattr__(self, "hours", Hours(self.site.zone, self.site.zone_label, self.words))

    feeds = FEEDS

    def dress(self, feeds_at: str, feeds_of: str, style: str = STYLESHEET) -> Markup:
        """The links in the head: style sheet, icons, manifest, and the feeds of one front."""
        return self._part("dress.html", feeds_at=feeds_at, feeds_of=feeds_of, style=style)

    def ways_bar(self, here: str, current: str) -> Markup:
        """The row of ways under the name, with the one that this page is, or belongs to, marked."""
        return self._part("ways.html", here=here, current=current)

    def foot(self, feeds_at: str) -> Markup:
        """The foot of the page, with the feeds of one front."""
        return self._part("foot.html", feeds_at=feeds_at)

    def _part(self, template: str, **values: str) -> Markup:
        """A part that many pages share, printed once: most of a story page is such parts."""
        key = (template, *values.values())
        part = self._parts.get(key)
        if part is None:
            part = Markup(printed(template, imprint=self, words=self.words, **values).decode())
            if len(self._parts) < _PARTS_KEPT:
                self._parts[key] = part
        return part

    @cached_property
    def direction(self) -> str:
        """ "ltr" or "rtl", by the language of the site."""
        return direction(self.site.language)

    @cached_property
    def language(self) -> str:
        """The primary part of the language of the site."""
        return primary(self.site.language)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The row under the name."""
        words, search = self.words, search_words_for(self.site.language).search
        ways = (Way("/city/", words.city), Way("/latest/", words.latest), Way("/search", search))
        if not self.site.papers:
            return (*ways, Way("/agency/", words.agencies))
        # The row of a phone has room for five; the agencies stand at the foot of every page too.
        return (ways[0], Way("/epaper/", issue_words_for(self.site.language).epaper), *ways[1:])

    @cached_property
    def sections(self) -> tuple[Way, ...]:
        """The sections of the settings, by their titles in the language of the site."""
        return tuple(Way(f"/{section.slug}/", self.title_of(section)) for section in self.site.sections)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each section by its path word."""
        return {section.slug: self.title_of(section) for section in self.site.sections}

    @cached_property
    def cities(self) -> dict[str, str]:
        """The title of each city by its path word."""
        return {edition.slug: edition.titles.get(self.language) or edition.title for edition in self.site.editions}

    @cached_property
    def contact(self) -> Markup:
        """The contact of the settings, as a link where it is an address of mail."""
        contact = self.site.contact
        if "@" in contact and " " not in contact:
            return Markup('<a href="mailto:{0}">{0}</a>').format(contact)
        return escape(contact)

    def title_of(self, section: Section) -> str:
        """A section's title in the language of the site."""
        return section.titles.get(self.language) or section.title

    def in_language(self, language: str) -> Markup:
        """The `lang` and `dir` attributes of words in `language`, where they differ from the page's."""
        tag = language_tag(language)
        if not tag or primary(tag) == self.language:
            return Markup()
        turned = direction(tag)
        return Markup(f' lang="{tag}"' + (f' dir="{turned}"' if turned != self.direction else ""))

    def faces(self, agency: Iterable[str] = (), ours: Iterable[str] = (), *, of_story: bool = False) -> tuple[str, ...]:
        """The font files to load first, where the agency's words and ours are in these languages and the page's own.

        Faces that come late are not used until the next page, so each that the first screen needs is named. The figures
        and points of Devanagari text stand in a small cut where it is alone (`of_story`), else in the Latin one.
        """
        stems = {f"eczar-{_script(language)}" for language in agency}
        stems |= {f"anek-{_script(language)}" for language in (self.language, *ours)}
        here = _script(self.language) == "devanagari"
        if here:
            stems.add("anek-latin")
        if "eczar-devanagari" in stems:
            stems.add("eczar-marks" if here and of_story else "eczar-latin")
        return tuple(font_address(stem) for stem in sorted(stems, reverse=True) if not stem.endswith("-other"))


_DEVANAGARI = frozenset(["hi", "mr", "ne", "kok", "sa", "mai", "bho", "doi", "brx"])


def _script(language: str) -> str:
    """Which of our cuts sets a language; "other" where only the reader's own fonts can."""
    if primary(language) in _DEVANAGARI:
        return "devanagari"
    return "other" if direction(language) == "rtl" else "latin"


def imprint_of(site: Site) -> Imprint:
    """The imprint of a site; the last one made is kept, for a process prints one site."""
    global _last  # noqa: PLW0603 - a memo of one value, replaced whole; a race costs a second computation only
    last = _last
    if last is None or last.site is not site:
        last = _last = Imprint(site)
    return last


_last: Imprint | None = None
