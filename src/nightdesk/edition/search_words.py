"""What the search page says in our own voice."""

import msgspec


class SearchWords(msgspec.Struct, frozen=True, kw_only=True):
    """One language's sentences; `catalogue.search_words_for` chooses."""

    language: str
    search: str
    rule: str
    words: str
    section: str
    agency: str
    all_sections: str
    all_agencies: str
    since: str
    until: str
    hints: tuple[str, ...]
    found_one: str
    found_many: str
    found_more: str
    words_used: str
    none_words: str
    none_filtered: str
    unfiltered: str
    alone: str
    none_more: str
    page_of: str
    next_page: str
    page_before: str
    busy: str
    busy_more: str
    absent: str
    absent_more: str
