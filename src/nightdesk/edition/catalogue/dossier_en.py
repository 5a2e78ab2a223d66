"""What pages say of related stories, threads and topics in English."""

from ..dossier_words import DossierWords

DOSSIER_WORDS = DossierWords(
    comma=", ",
    related="Related stories",
    related_section="{section} related stories",
    latest_section="Latest in {section}",
    latest_more="The newest of the section, whatever they are about: nothing related to this story was found.",
    same_event="Same event.",
    same_event_earlier="Same event, {ago}.",
    background="Background.",
    minute_earlier="1 minute earlier",
    minutes_earlier="{count} minutes earlier",
    hour_earlier="1 hour earlier",
    hours_earlier="{count} hours earlier",
    day_earlier="1 day earlier",
    days_earlier="{count} days earlier",
    in_both="In both: {words}",
    same_place="Same place: {words}",
    same_places="Same places: {words}",
    same_person="Same person: {words}",
    close_in_words="Close to this story in its words.",
    same_story="The same story",
    same_story_from="Also sent by {agencies}",
    also_from="also from {agencies}",
    thread="The story so far",
    thread_link="{count} stories on this event",
    thread_place="This is number {place}, counted from the first.",
    thread_rule=(
        "{count} stories on one event, oldest first, put together by a program. "
        "The heading is that of the newest, from {agency}."
    ),
    thread_rule_one="One story on this event, from {agency}. What follows it will be added by a program.",
    part_first="First story",
    part_follow_up="Follow-up",
    part_wrap_up="Wrap-up",
    thread_gone_head="Nothing is left of this thread.",
    thread_gone_body=(
        "Every story in it has gone from this site: withdrawn by its agency, taken down, or at the end of its time. "
        "Neither headlines nor texts are kept here."
    ),
    thread_pointer="These stories are now part of a longer thread.",
    thread_pointer_link="Go to the thread",
    topic_rule="Stories on {title}: by the agency’s own codes where it sent any, else assigned by this site’s program.",
    topic_index="Topics",
    topic_index_rule=(
        "Topics are those of the IPTC, the agencies’ own standard. Each has a front and a feed of its own."
    ),
    topic_index_empty="No topic has a front yet.",
    all_topics="All topics",
)
