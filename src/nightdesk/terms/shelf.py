"""Issues of the e-paper as their archive knows them: which there are, and what stands beside one."""

from datetime import date

import msgspec


class IssueOnShelf(msgspec.Struct, frozen=True, kw_only=True):
    """One issue that readers may open: of which edition (its slug) and day, its number, and how many pages it has."""

    edition: str
    date: date
    number: int
    pages: int


class IssuesAround(msgspec.Struct, frozen=True, kw_only=True):
    """The days of the edition's issues before and after one; None where there is none or it is not told."""

    before: date | None = None
    after: date | None = None


class IssueSizes(msgspec.Struct, frozen=True, kw_only=True):
    """How large the files of an issue are; 0 for one that readers may not have."""

    pdf_bytes: int = 0
    epub_bytes: int = 0
