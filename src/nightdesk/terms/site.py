"""The publication as its pages need to know it."""

from typing import Literal

import msgspec


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A subject with a front at `/<slug>/`. `names`: words wires use for it; `topics`: Media Topic or subject codes."""

    slug: str
    title: str
    titles: dict[str, str] = {}
    names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A place's version of the paper: one city front made of one or more cities, by gazetteer name.

    It has an e-paper where `cut_off` ("05:00" by the clock of `zone`, the site's where that is empty) is set. `paper`
    is its size, of so many `columns`; an issue has `least_pages` to `most_pages`; `pdf` says that readers may have the
    whole issue as PDF and EPUB.
    """

    slug: str
    title: str
    titles: dict[str, str] = {}
    cities: tuple[str, ...] = ()
    zone: str = ""
    cut_off: str = ""
    paper: Literal["a3", "tabloid"] = "a3"
    columns: int = 5
    least_pages: int = 2
    most_pages: int = 16
    pdf: bool = True


class App(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The publisher's native apps, for universal links. All empty: "Open in App" leads to the installable web app."""

    ios_app_id: str = ""
    ios_store_id: str = ""
    android_package: str = ""
    android_fingerprints: tuple[str, ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """`url` is the public address without a slash at its end; `zone` an IANA name, shown by `zone_label`.

    `grievance_officer` and what follows stand on `/about/grievance/`, which is linked where they are set.
    """

    name: str
    url: str
    language: str = "en-IN"
    zone: str = "Asia/Kolkata"
    zone_label: str = "IST"
    tagline: str = ""
    contact: str = ""
    grievance_officer: str = ""
    grievance_email: str = ""
    grievance_address: str = ""
    grievance_body: str = ""
    sections: tuple[Section, ...] = ()
    editions: tuple[Edition, ...] = ()
    app: App = App()
    main: Edition = Edition(slug="main", title="Main edition", cut_off="05:00")

    @property
    def papers(self) -> tuple[Edition, ...]:
        """The editions that have an e-paper, the main one first."""
        return tuple(edition for edition in (self.main, *self.editions) if edition.cut_off)

    @property
    def has_grievance(self) -> bool:
        """Whether the settings say who answers complaints, or where they go."""
        return bool(self.grievance_officer or self.grievance_email or self.grievance_address)
