"""What pages say of related stories, threads and topics in Urdu."""

from ..dossier_words import DossierWords

DOSSIER_WORDS = DossierWords(
    comma="، ",
    related="متعلقہ خبریں",
    related_section="{section}: متعلقہ خبریں",
    latest_section="{section}: تازہ خبریں",
    latest_more="اس شعبے کی سب سے نئی خبریں، موضوع کوئی بھی ہو: اس خبر سے متعلق کچھ نہیں ملا۔",
    same_event="وہی واقعہ۔",
    same_event_earlier="وہی واقعہ، {ago}۔",
    background="پس منظر۔",
    minute_earlier="1 منٹ پہلے کی خبر",
    minutes_earlier="{count} منٹ پہلے کی خبر",
    hour_earlier="1 گھنٹہ پہلے کی خبر",
    hours_earlier="{count} گھنٹے پہلے کی خبر",
    day_earlier="1 دن پہلے کی خبر",
    days_earlier="{count} دن پہلے کی خبر",
    in_both="دونوں میں: {words}",
    same_place="وہی جگہ: {words}",
    same_places="وہی جگہیں: {words}",
    same_person="وہی شخص: {words}",
    close_in_words="الفاظ میں اس خبر کے قریب۔",
    same_story="یہی خبر",
    same_story_from="{agencies} نے بھی بھیجی",
    also_from="{agencies} سے بھی",
    thread="اب تک کے حالات",
    thread_link="اس واقعے پر {count} خبریں",
    thread_place="یہ شروع سے نمبر {place} پر ہے۔",
    thread_rule="ایک ہی واقعے پر {count} خبریں، پرانی پہلے، پروگرام نے اکٹھی کیں۔ سرخی سب سے نئی خبر کی ہے، {agency} سے۔",
    thread_rule_one="اس واقعے پر ایک خبر، {agency} سے۔ آگے کی خبریں پروگرام جوڑتا جائے گا۔",
    part_first="پہلی خبر",
    part_follow_up="آگے کی خبر",
    part_wrap_up="جائزہ",
    thread_gone_head="اس سلسلے میں کچھ باقی نہیں۔",
    thread_gone_body=(
        "اس کی ہر خبر اس سائٹ سے جا چکی ہے: ایجنسی نے واپس لی، ہٹا دی گئی، یا اس کی مدت پوری ہوئی۔ "
        "سرخیاں یا متن یہاں نہیں رکھے گئے۔"
    ),
    thread_pointer="یہ خبریں اب ایک بڑے سلسلے میں ہیں۔",
    thread_pointer_link="سلسلے پر جائیں",
    topic_rule="«{title}» پر خبریں: جہاں ایجنسی نے اپنے کوڈ بھیجے وہاں انہی سے، ورنہ اس سائٹ کے پروگرام نے طے کیں۔",
    topic_index="موضوعات",
    topic_index_rule="موضوعات آئی پی ٹی سی کے ہیں، جو ایجنسیوں کا اپنا معیار ہے۔ ہر موضوع کا اپنا صفحہ اور اپنی فیڈ ہے۔",
    topic_index_empty="ابھی کسی موضوع کا صفحہ نہیں ہے۔",
    all_topics="تمام موضوعات",
)
