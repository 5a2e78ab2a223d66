"""What pages say of related stories, threads and topics in Marathi."""

from ..dossier_words import DossierWords

DOSSIER_WORDS = DossierWords(
    comma=", ",
    related="संबंधित बातम्या",
    related_section="{section}: संबंधित बातम्या",
    latest_section="{section}: ताज्या बातम्या",
    latest_more="या विभागातील सर्वांत नव्या बातम्या, विषय कोणताही असो: या बातमीशी संबंधित काही सापडले नाही.",
    same_event="तीच घटना.",
    same_event_earlier="तीच घटना, {ago}.",
    background="पार्श्वभूमी.",
    minute_earlier="१ मिनिट आधी",
    minutes_earlier="{count} मिनिटे आधी",
    hour_earlier="१ तास आधी",
    hours_earlier="{count} तास आधी",
    day_earlier="१ दिवस आधी",
    days_earlier="{count} दिवस आधी",
    in_both="दोन्हींत: {words}",
    same_place="तेच ठिकाण: {words}",
    same_places="तीच ठिकाणे: {words}",
    same_person="तीच व्यक्ती: {words}",
    close_in_words="शब्दांत या बातमीच्या जवळची.",
    same_story="हीच बातमी",
    same_story_from="{agencies} कडूनही आली",
    also_from="{agencies} कडूनही",
    thread="आतापर्यंतच्या घडामोडी",
    thread_link="या घटनेवर {count} बातम्या",
    thread_place="ही सुरुवातीपासून क्रमांक {place} वर आहे.",
    thread_rule="एकाच घटनेवर {count} बातम्या, जुनी आधी, प्रोग्रामने एकत्र केलेल्या. मथळा सर्वांत नव्या बातमीचा, {agency} कडून.",
    thread_rule_one="या घटनेवर एक बातमी, {agency} कडून. पुढच्या बातम्या प्रोग्राम जोडत जाईल.",
    part_first="पहिली बातमी",
    part_follow_up="पुढची बातमी",
    part_wrap_up="आढावा",
    thread_gone_head="या घडामोडींतले काहीही उरलेले नाही.",
    thread_gone_body=(
        "यातील प्रत्येक बातमी या संकेतस्थळावरून गेली आहे: वृत्तसंस्थेने मागे घेतली, काढून टाकली, किंवा तिची मुदत संपली. "
        "मथळे किंवा मजकूर येथे ठेवलेले नाहीत."
    ),
    thread_pointer="या बातम्या आता मोठ्या घडामोडीत आहेत.",
    thread_pointer_link="घडामोडींकडे जा",
    topic_rule="‘{title}’ या विषयावरील बातम्या: वृत्तसंस्थेने संकेत पाठवले तेथे तेच, नाहीतर या संकेतस्थळाच्या प्रोग्रामने ठरवलेले.",
    topic_index="विषय",
    topic_index_rule="विषय आयपीटीसीचे आहेत, जे वृत्तसंस्थांचे स्वतःचे मानक आहे. प्रत्येक विषयाचे स्वतंत्र पान आणि फीड आहे.",
    topic_index_empty="अजून कोणत्याही विषयाचे पान नाही.",
    all_topics="सर्व विषय",
)
