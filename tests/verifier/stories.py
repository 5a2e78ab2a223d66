"""Stories of every kind that a page has to bear: what the page's markup is, and what it must read as. All invented."""

from .logged_site import Story

STORIES = (
    Story(
        "All 43 aboard Koyna ferry brought ashore after night adrift, collector says",
        "<p>Satara, April 27: All 43 people aboard a ferry were brought ashore on Sunday.</p>\n<p>Nobody was hurt.</p>",
        ("Satara, April 27: All 43 people aboard a ferry were brought ashore on Sunday.", "Nobody was hurt."),
        name="latin",
    ),
    Story(
        "कोयना फेरीतील सर्व ४३ प्रवासी सुखरूप",
        "<p>सातारा, २७ एप्रिल: कोयना जलाशयात रात्रभर भरकटलेल्या फेरीतील प्रवासी किनाऱ्यावर आले.</p>"
        "<p>कोणालाही दुखापत झाली नाही, असे जिल्हाधिकारी म्हणाल्या\u200d.</p>",
        (
            "सातारा, २७ एप्रिल: कोयना जलाशयात रात्रभर भरकटलेल्या फेरीतील प्रवासी किनाऱ्यावर आले.",
            "कोणालाही दुखापत झाली नाही, असे जिल्हाधिकारी म्हणाल्या\u200d.",
        ),
        language="mr",
        name="devanagari",
    ),
    Story(
        "Tide tables",
        "<table><caption>High  water,\nmetres</caption><thead><tr><th>Day</th><th>Height</th></tr></thead>\n"
        "<tbody><tr><td>Tuesday</td><td></td><td>4.21</td></tr></tbody></table>\n"
        "<table><tr><td><p>one</p><p>two</p></td><td>three</td></tr></table><hr>\n"
        "<pre>\nPLACE   HIGH\nJetty   4.02</pre><dl><dt>Spring</dt><dd>The <b>largest</b></dd></dl>",
        ("High water, metres", "Day", "Height", "Tuesday", "4.21", "one", "two", "three", "PLACE HIGH Jetty 4.02")
        + ("Spring", "The largest"),
        name="tables",
    ),
    Story(
        "Ferry 🚢 back 👩‍👩‍👧‍👦",
        "<p>🏳️‍🌈 and 𝒜\u00a0b\u202fc soft\u00adhyphen, e\u0301 and é, \ufffd as received.</p>",
        ("🏳️‍🌈 and 𝒜\u00a0b\u202fc soft\u00adhyphen, e\u0301 and é, \ufffd as received.",),
        guid="tag:sahyadri.example,2025:emoji",
        name="emoji",
    ),
    Story(
        "کشتی وقت پر چلی",
        "<p>کالا نگر، 24 نومبر: \u2067پیر\u2069 کو کشتی \u200eA-12\u200f وقت پر چلی۔</p>",
        ("کالا نگر، 24 نومبر: \u2067پیر\u2069 کو کشتی \u200eA-12\u200f وقت پر چلی۔",),
        language="ur",
        version="2025-04-27T06:02:11+05:30",
        name="right to left",
    ),
    Story(
        "Marks & “marks” <in> a 'headline'",
        '<p>A<!-- nothing -->B <em>and</em> <strong>t<i>h</i>ey</strong> are<br>long, <a href="/a?b=1&amp;c=2">li'
        "nked</a>, H<sub>2</sub>O.</p>\n<ul><li>One</li>\n<li><p>Two</p> and <b>after</b></li></ul>\n"
        '<blockquote>Bare <span lang="mr">मराठी</span> text<p>and more</p> end</blockquote><h2>Middle</h2>',
        (
            "AB and they are long, linked, H2O.",
            "One",
            "Two",
            "and after",
            "Bare मराठी text",
            "and more",
            "end",
            "Middle",
        ),
        name="inline markup",
    ),
    Story(
        "Entities",
        "<p>&lt;p&gt; &amp;amp; &quot;said&quot; &#39;so&#39; &#x2014; &mdash; a&nbsp;b &eacute; &#128674;\r\n&#9;tab</p>",
        ("<p> &amp; \"said\" 'so' — — a\u00a0b é 🚢 tab",),
        guid='urn:x-"quoted"&<odd>',
        name="entities",
    ),
    Story("", "<p>Alert: harbour closed</p>", ("Alert: harbour closed",), name="no headline"),
    Story("Only a headline", "", (), name="no text"),
)
