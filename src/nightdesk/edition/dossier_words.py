"""What pages say of related stories, threads, folded stories and topics, in one language."""

import msgspec


class DossierWords(msgspec.Struct, frozen=True, kw_only=True):
    """One language's sentences; a value of it stands in that language's catalogue as `Words.dossier`."""

    comma: str
    related: str
    related_section: str
    latest_section: str
    latest_more: str

    same_event: str
    same_event_earlier: str
    background: str
    minute_earlier: str
    minutes_earlier: str
    hour_earlier: str
    hours_earlier: str
    day_earlier: str
    days_earlier: str
    in_both: str
    same_place: str
    same_places: str
    same_person: str
    close_in_words: str

    same_story: str
    same_story_from: str
    also_from: str
    thread: str
    thread_link: str
    thread_place: str
    thread_rule: str
    thread_rule_one: str
    part_first: str
    part_follow_up: str
    part_wrap_up: str
    thread_gone_head: str
    thread_gone_body: str
    thread_pointer: str
    thread_pointer_link: str

    topic_rule: str
    topic_index: str
    topic_index_rule: str
    topic_index_empty: str
    all_topics: str
