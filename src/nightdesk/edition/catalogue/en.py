"""What the site says in English."""

from ..words import Words
from .dossier_en import DOSSIER_WORDS
from .log_en import LOG_WORDS

WORDS = Words(
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
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    date="{month} {day}, {year}",
    date_short="{short} {day}",
    date_short_year="{short} {day}, {year}",
    folio="{weekday}, {date}",
    skip_story="Skip to the story",
    skip_news="Skip to the news",
    skip_page="Skip to the page",
    main_nav="Main",
    about_nav="About this site",
    city="City",
    cities="Cities",
    latest="Latest",
    sections="Sections",
    agencies="Agencies",
    corrections="Corrections",
    about="How this site works",
    open_in_app="Open in App",
    feeds="Feeds",
    vow="Agency copy on this site is published automatically and unaltered. When an agency withdraws a story, it goes.",
    contact="Write to us:",
    front_page="Front page",
    by="By {agency}",
    published="Published",
    updated="Updated",
    label=(
        "From {agency}. Published automatically, exactly as received, at {time}. No editor of {site} has reviewed it."
    ),
    label_derived="{agency} sent no headline; the line above is the beginning of its text.",
    label_service_one="One line of service text for newsrooms is left out; the rest is word for word.",
    label_service_many="{count} lines of service text for newsrooms are left out; the rest is word for word.",
    label_active="Scripts or embedded media that came with it are left out; the text is whole.",
    corrected="Corrected by {agency}, {time}, version {version}.",
    corrected_short="corrected",
    ends=(
        "Ends. {letters} characters in {count} paragraphs, as {agency} sent them. Version {version}. "
        "The tape is the text’s digest: one letter changed, another tape."
    ),
    ends_one=(
        "Ends. {letters} characters in one paragraph, as {agency} sent them. Version {version}. "
        "The tape is the text’s digest: one letter changed, another tape."
    ),
    ends_blocks=(
        "Ends. {letters} characters in {count} blocks, as {agency} sent them. Version {version}. "
        "The tape is the text’s digest: one letter changed, another tape."
    ),
    tape="The digest of this text, punched as a five-hole tape",
    tape_empty="An empty tape: the text is gone",
    printed=(
        "{address} version {version}, wire-text/1 {digest}. Printed from the page as it stood at the time of "
        "printing; check a later state at the address."
    ),
    share="Share",
    share_mail="Mail",
    share_source="{address} ({agency}, via {site})",
    story_of="A story from {agency}",
    picture_from="Picture from {agency}",
    on_fronts="This story is on",
    home_title="{site}: news as the agencies sent it",
    developing="Developing",
    on_the_wire="On the wire",
    all_latest="All that came in, newest first",
    all_cities="All cities",
    cities_count="{count} editions, each with its own feed",
    nothing_yet="The wire is quiet.",
    nothing_yet_city="Nothing from {place} yet.",
    nothing_yet_more="Stories appear here by themselves, the moment an agency sends one.",
    older="Older stories",
    newer="Newer stories",
    archive_title="{title}, page {number} of the archive",
    latest_rule="Every story in the order in which it came in, newest first.",
    section_rule="What the agencies filed under {title}, newest first.",
    agency_rule="What {title} sent, word for word, newest first.",
    city_rule="A story is here because its dateline, or a place in it, belongs to {title}; each says which.",
    next_door="Next door:",
    follow="Follow {title}",
    follow_more="The feeds carry what this page carries, corrections and withdrawals included.",
    city_index="Cities",
    city_index_rule="Each city has a front and a feed of its own, filled by datelines and the places in the stories.",
    city_index_empty="No city has a front yet.",
    agency_index="Agencies",
    agency_index_rule="Who sends what you read here. Each agency has a front and a feed of its own.",
    agency_index_empty="No agency has sent a story yet.",
    corrections_rule=(
        "Each correction an agency sent, with the version it made. The story itself always shows its newest version."
    ),
    corrections_none="No agency has sent a correction yet.",
    correction_version="version {version}",
    withdrawn="Withdrawn",
    withdrawn_rule="Stories that are no longer here. Neither their headlines nor their words are kept on this site.",
    withdrawn_none="No story has been withdrawn.",
    withdrawn_line="A story in {section}",
    no_note="The agency gave no note for publication.",
    killed_head="The agency withdrew this story.",
    killed_body=(
        "{agency} sent a kill at {received} on {date}. The story was off this site at {gone}, everywhere it had been "
        "shown: its page, the fronts and the feeds."
    ),
    withheld_head="The agency asked that this story be held back for now.",
    withheld_body=(
        "{agency} withheld it at {received} on {date}. It was off this site at {gone}. It comes back at this address "
        "when the agency releases it."
    ),
    embargoed_head="This story may not be shown yet.",
    embargoed_body=(
        "{agency} put it under embargo at {received} on {date}. It was off this site at {gone}, and comes back at "
        "this address when the embargo ends."
    ),
    expired_head="This story has run its time.",
    expired_body=("{agency} let it run until {date}. It was off this site at {gone}."),
    licence_head="The licence for this story has ended.",
    licence_body="The licence from {agency} ran until {date}. The story was off this site at {gone}.",
    taken_head="This story was taken down.",
    taken_body="A person at {site} took it down on {date}. It was off this site at {gone}.",
    court_head="This story was taken down by order.",
    court_body="A court or an authority ordered it. {site} took it down on {date}; it was off this site at {gone}.",
    gone_more="Neither its headline nor its text is kept here. If you have a copy, please do not use it.",
    back_more="Neither its headline nor its text is shown until then.",
    status_gone="410 Gone",
    status_court="451 Unavailable for legal reasons",
    status_waiting="Held back",
    fact_agency="Agency",
    fact_shown="On this site",
    fact_shown_span="{start} to {end}",
    fact_reason="Reason",
    fact_no_reason="None given for publication",
    fact_time="Gone everywhere",
    fact_seconds="{seconds} seconds after the word arrived",
    all_corrections="All corrections and withdrawals",
    pointer="This story has a longer address.",
    pointer_link="Go to the story",
    lost_head="There is nothing at this address.",
    lost_body="If you followed a link here, the link is wrong. Stories never move, and withdrawn ones leave a notice.",
    app_head="{site} on your phone",
    app_body="With the app installed, links to stories open in it by themselves. The site can do the same job alone:",
    app_ios="Get the iPhone app",
    app_android="Get the Android app",
    app_phone="On a phone, open the browser’s menu and choose “Add to Home screen”.",
    app_desktop="On a computer, choose “Install” in the address bar of the browser.",
    about_head="How this site works",
    about_lines=(
        "Stories reach {site} over agency wires and are published by a program, with nobody in the loop. No editor of "
        "{site} reviews them before they appear. Each story says so above its text.",
        "The text of a story is the agency’s, word for word. Nothing of ours is ever put inside it. What is set in "
        "the reading face comes from an agency; what is set in the narrow face is ours.",
        "When an agency updates or corrects a story, its page changes at the same address, and the page of "
        "corrections says so. When an agency withdraws a story, it disappears from every page and feed, and a notice "
        "without its words takes its place.",
        "Every finished page is read back and compared with what the agency sent before it goes out. A page that does "
        "not match stays in. The tape under each story is the digest of its text.",
        "There are no trackers here, and nothing is loaded from other sites.",
    ),
    log=LOG_WORDS,
    dossier=DOSSIER_WORDS,
)
