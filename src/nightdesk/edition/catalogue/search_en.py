"""What the search page says in English."""

from ..search_words import SearchWords

SEARCH_WORDS = SearchWords(
    language="en",
    search="Search",
    rule="Every story that is up, by its words. Stories with all the words in the headline come first, then the newest.",
    words="Words",
    section="Section",
    agency="Agency",
    all_sections="All sections",
    all_agencies="All agencies",
    since="From",
    until="To",
    hints=(
        "A story is found when it has every word you type. Capitals, accents and plurals make no difference.",
        "Words in quotation marks must stand together, in that order.",
        "A minus right before a word leaves out the stories that have it.",
    ),
    found_one="One story found",
    found_many="{count} stories found",
    found_more="More than {count} stories found; the newest {count} are listed",
    words_used="Only the first {count} words were looked for.",
    none_words="No story has all of these words.",
    none_filtered="No such story was found.",
    unfiltered="Look everywhere, at any time",
    alone="Found by themselves:",
    none_more="Try fewer words, or others. What an agency has withdrawn is not found here.",
    page_of="Page {number} of {pages}",
    next_page="Next page",
    page_before="Page before",
    busy="That search took too long.",
    busy_more="Please try again in a moment, with rarer words or a narrower choice.",
    absent="There is no search here at present.",
    absent_more="The fronts and their archives list every story that is up.",
)
