"""What pages say of related stories, threads and topics in Hindi."""

from ..dossier_words import DossierWords

DOSSIER_WORDS = DossierWords(
    comma=", ",
    related="संबंधित समाचार",
    related_section="{section}: संबंधित समाचार",
    latest_section="{section} में ताज़ा",
    latest_more="इस खंड के सबसे नए समाचार, विषय चाहे जो हो: इस समाचार से संबंधित कुछ नहीं मिला।",
    same_event="वही घटना।",
    same_event_earlier="वही घटना, {ago}।",
    background="पृष्ठभूमि।",
    minute_earlier="1 मिनट पहले का समाचार",
    minutes_earlier="{count} मिनट पहले का समाचार",
    hour_earlier="1 घंटे पहले का समाचार",
    hours_earlier="{count} घंटे पहले का समाचार",
    day_earlier="1 दिन पहले का समाचार",
    days_earlier="{count} दिन पहले का समाचार",
    in_both="दोनों में: {words}",
    same_place="वही जगह: {words}",
    same_places="वही जगहें: {words}",
    same_person="वही व्यक्ति: {words}",
    close_in_words="शब्दों में इस समाचार के निकट।",
    same_story="यही समाचार",
    same_story_from="{agencies} ने भी भेजा",
    also_from="{agencies} से भी",
    thread="अब तक का घटनाक्रम",
    thread_link="इस घटना पर {count} समाचार",
    thread_place="यह शुरू से क्रमांक {place} पर है।",
    thread_rule=(
        "एक ही घटना पर {count} समाचार, पुराना पहले, प्रोग्राम द्वारा जोड़े गए। शीर्षक सबसे नए समाचार का है, {agency} से।"
    ),
    thread_rule_one="इस घटना पर एक समाचार, {agency} से। आगे के समाचार प्रोग्राम जोड़ता जाएगा।",
    part_first="पहला समाचार",
    part_follow_up="आगे का समाचार",
    part_wrap_up="समेटता समाचार",
    thread_gone_head="इस घटनाक्रम का कुछ नहीं बचा है।",
    thread_gone_body=(
        "इसका हर समाचार इस साइट से हट गया है: एजेंसी ने वापस लिया, हटाया गया, या उसकी अवधि पूरी हुई। "
        "शीर्षक या पाठ यहाँ नहीं रखे गए हैं।"
    ),
    thread_pointer="ये समाचार अब एक बड़े घटनाक्रम में हैं।",
    thread_pointer_link="घटनाक्रम पर जाएँ",
    topic_rule="‘{title}’ पर समाचार: जहाँ एजेंसी ने अपने कोड भेजे वहाँ उन्हीं से, नहीं तो इस साइट के प्रोग्राम ने तय किए।",
    topic_index="विषय",
    topic_index_rule="विषय आईपीटीसी के हैं, जो एजेंसियों का अपना मानक है। हर विषय का अपना पन्ना और अपनी फ़ीड है।",
    topic_index_empty="अभी किसी विषय का पन्ना नहीं है।",
    all_topics="सभी विषय",
)
