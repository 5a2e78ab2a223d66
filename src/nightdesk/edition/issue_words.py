"""What the pages around the e-paper say in our own voice: the reader, the text issue, the archive."""

import msgspec


class IssueWords(msgspec.Struct, frozen=True, kw_only=True):
    """One language's sentences; `catalogue.issue_words_for` chooses. `weekdays_short` begins with Monday."""

    language: str
    semicolon: str
    epaper: str
    main_edition: str
    edition_of: str
    day: str
    month: str
    weekdays_short: tuple[str, ...]

    page: str
    page_of: str
    issue_of: str
    turn_nav: str
    tools_nav: str
    pages_nav: str
    editions: str
    archive: str
    zoom: str
    times: str
    as_list: str
    as_text: str
    pdf: str
    epub: str
    megabytes: str
    kilobytes: str

    page_alt: str
    spots: str
    on_page: str
    where: str
    label: str
    close: str
    story_page: str
    share_source: str
    next_story: str
    continued_on: str
    continued_from: str
    cut: str
    nothing_on_page: str

    corrections: str
    correction_where: str

    gone_from: str
    gone_spot: str

    text_head: str
    text_rule: str
    text_label: str
    to_page: str
    in_issue: str

    archive_rule: str
    none_yet: str
    none_more: str
    newest: str
    number: str
    pages_one: str
    pages_many: str
    months: str
    earlier_month: str
    later_month: str

    again_head: str
    again_body: str
    again_archive: str

    in_print: str
    in_print_at: str
