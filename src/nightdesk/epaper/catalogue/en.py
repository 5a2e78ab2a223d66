"""What an issue says in English."""

from ..issue_words import IssueWords

WORDS = IssueWords(
    language="en",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    dated="{month} {day}, {year}",
    folio="{weekday}, {date}",
    issue="Issue {number}",
    page="Page {page}",
    page_titled="Page {page}: {title}",
    foot="{edition}, {date}. Page {page}",
    front_page="Front page",
    contents="In this issue",
    pages="Pages",
    guide="Guide",
    cover="Cover",
    begin="The news",
    continued_on="Continued on page {page}",
    continued_from="Continued from page {page}",
    continued_here="Continued on this page of the paper",
    cut="Cut here for want of room. The full text is on the site.",
    inside="Inside",
    through_the_night="Through the night",
    label="From {agency}. Set automatically, exactly as received, at {time}. No editor of {site} has reviewed it.",
    label_issue="Every story is set automatically, exactly as the agency sent it. No editor of {site} has reviewed it.",
    label_derived="{agency} sent no headline; the line above is the beginning of its text.",
    also_from="Also from {agencies}.",
    check_this="Check this",
    story_page="Story page",
    story_of="A story from {agency}",
    as_of="Every story as it stood at {time} on {date}.",
    unset="This story holds signs that a book of this kind cannot carry. It stands whole on its page.",
    corrections="Corrections",
    corrections_rule="What agencies have corrected in stories that earlier issues printed.",
    correction_where="{date}, page {page}",
    corrected_by="Corrected by {agency}.",
    no_note="The agency gave no note for publication.",
    gone_head="A story is no longer here.",
    kinds={
        "killed": "{agency} withdrew the story that stood here. It was taken out of this issue at {time} on {date}.",
        "withheld": (
            "{agency} asked that the story that stood here be held back for now. "
            "It was taken out of this issue at {time} on {date}."
        ),
        "embargoed": (
            "{agency} put the story that stood here under embargo. It was taken out of this issue at {time} on {date}."
        ),
        "expired": (
            "The time that {agency} gave the story that stood here is over. "
            "It was taken out of this issue at {time} on {date}."
        ),
        "licence": (
            "The licence from {agency} for the story that stood here has ended. "
            "It was taken out of this issue at {time} on {date}."
        ),
        "taken-down": "A person at {site} took down the story that stood here, at {time} on {date}.",
        "court": (
            "{site} took down the story that stood here by order of a court or an authority, at {time} on {date}."
        ),
    },
    gone_more="Neither its headline nor its text is kept here. If you have a copy, please do not use it.",
    colophon="About this issue",
    colophon_lines=(
        "Stories were chosen and pages were set by a program, by rules that are the same every night.",
        "No text was changed, shortened or added to: each story stands here whole, as its agency sent it.",
    ),
    log="The public log",
    log_line="{origin}, {size} entries, {time}",
    log_more="This is the state of the public log when the issue was made. Compare it with {address}.",
    accessibility=(
        "Text alone, in the order of reading, with headings, a table of contents and the page numbers of the printed "
        "paper. Each story names its language. Tables come as the agencies sent them."
    ),
    accessibility_pictures=(
        "Text in the order of reading, with headings, a table of contents and the page numbers of the printed paper. "
        "Each story names its language. Tables come as the agencies sent them. Pictures are described by their "
        "agencies' captions, or by the headline; nothing in the text depends on them."
    ),
)
