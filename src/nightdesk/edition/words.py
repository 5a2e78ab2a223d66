"""The words of the interface: what a page says in its own voice, in the language of the site.

A catalogue is one value of `Words`; `catalogue/` holds one file a language. Sentences carry named fields in braces.
Times, months and digits follow the language too (CLDR's forms; its English ones in the order that the trade prints).
"""

import msgspec

from .dossier_words import DossierWords
from .log_words import LogWords


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a page may say itself, in one language."""

    language: str
    digits: str = ""
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    date: str
    date_short: str
    date_short_year: str
    folio: str

    skip_story: str
    skip_news: str
    skip_page: str
    main_nav: str
    about_nav: str
    city: str
    cities: str
    latest: str
    sections: str
    agencies: str
    corrections: str
    about: str
    open_in_app: str
    feeds: str
    vow: str
    contact: str
    front_page: str

    by: str
    published: str
    updated: str
    label: str
    label_derived: str
    label_service_one: str
    label_service_many: str
    label_active: str
    corrected: str
    corrected_short: str
    ends: str
    ends_one: str
    ends_blocks: str
    tape: str
    tape_empty: str
    printed: str
    share: str
    share_mail: str
    share_source: str
    story_of: str
    picture_from: str
    on_fronts: str

    home_title: str
    developing: str
    on_the_wire: str
    all_latest: str
    all_cities: str
    cities_count: str
    nothing_yet: str
    nothing_yet_city: str
    nothing_yet_more: str
    older: str
    newer: str
    archive_title: str
    latest_rule: str
    section_rule: str
    agency_rule: str
    city_rule: str
    next_door: str
    follow: str
    follow_more: str

    city_index: str
    city_index_rule: str
    city_index_empty: str
    agency_index: str
    agency_index_rule: str
    agency_index_empty: str

    corrections_rule: str
    corrections_none: str
    correction_version: str
    withdrawn: str
    withdrawn_rule: str
    withdrawn_none: str
    withdrawn_line: str
    no_note: str

    killed_head: str
    killed_body: str
    withheld_head: str
    withheld_body: str
    embargoed_head: str
    embargoed_body: str
    expired_head: str
    expired_body: str
    licence_head: str
    licence_body: str
    taken_head: str
    taken_body: str
    court_head: str
    court_body: str
    gone_more: str
    back_more: str
    status_gone: str
    status_court: str
    status_waiting: str
    fact_agency: str
    fact_shown: str
    fact_shown_span: str
    fact_reason: str
    fact_no_reason: str
    fact_time: str
    fact_seconds: str
    all_corrections: str

    pointer: str
    pointer_link: str
    lost_head: str
    lost_body: str
    app_head: str
    app_body: str
    app_ios: str
    app_android: str
    app_phone: str
    app_desktop: str
    about_head: str
    about_lines: tuple[str, ...]

    log: LogWords
    dossier: DossierWords

    def number(self, value: int) -> str:
        """A whole number in the digits of the language, grouped as in India (12,34,567)."""
        text = str(value)
        head, tail = text[:-3], text[-3:]
        parts = []
        while head:
            parts.append(head[-2:])
            head = head[:-2]
        return self.in_digits(",".join([*reversed(parts), tail]))

    def in_digits(self, text: str) -> str:
        """The text with its European digits in those of the language."""
        return text.translate({48 + value: digit for value, digit in enumerate(self.digits)}) if self.digits else text
