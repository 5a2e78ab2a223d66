"""Copy that the sample day lacks and a page has to bear: ends of every kind, a bare alert, all markup, hostile words.

One ninjs document an item, over a drop folder named `odd`; the agency, its people and its places are invented.
"""

import json
from datetime import datetime, timedelta

from nightdesk.terms.arrival import Arrival

WIRE = "odd"
LICENSED = "leased"
AGENCY = "Odd Hours News"
SETTINGS = f"""
[[wire]]
name = "{WIRE}"
profile = "generic"
agency = "{AGENCY}"

[[wire]]
name = "{LICENSED}"
profile = "generic"
agency = "{AGENCY}"
[wire.override]
licence_days = 1
"""

BARE_ALERT = "odd:alert"
MARKUP = "odd:markup"
URDU = "odd:urdu"
HOSTILE = "odd:hostile"
WITHHELD = "odd:withheld"
EMBARGOED = "odd:embargoed"
COURT = "odd:court"
TAKEN_DOWN = "odd:taken-down"
LEASED = "odd:leased"

_PARAGRAPH = "Kalanagar, November 24: The ferry to the island ran to time on Monday, the harbour master said."
_MARKUP = """
<p>Kalanagar, November 24: The tide tables for the week are out, <em>and</em> <strong>they are long</strong>.</p>
<h2>What the harbour says</h2>
<p>Boats wait<br/>
for water &mdash; &ldquo;not the other way&rdquo;, said <a href="https://harbour.example/">the harbour</a>.</p>
<ul><li>Spring tide on Tuesday</li><li>Neap tide on <em>Sunday</em></li></ul>
<ol><li>Look at the table</li><li>Look at the sea</li></ol>
<blockquote><p>Nobody has ever argued with the moon and won.</p></blockquote>
<table><caption>High water, metres</caption>
<thead><tr><th>Day</th><th>Morning</th><th>Height</th>
<th>Noon</th><th>Height</th><th>Evening</th>
<th>Height</th><th>Remarks</th></tr></thead>
<tbody><tr><td>Tuesday</td><td>05:10</td><td>4.21</td><td>11:32</td><td>0.88</td>
<td>17:40</td><td>4.35</td><td>Causeway under water until 19:00</td></tr>
<tr><td>Wednesday</td><td>05:58</td><td>4.02</td><td>12:15</td><td>0.97</td>
<td>18:22</td><td>4.11</td><td>Ferry only</td></tr></tbody></table>
<pre>PLACE            HIGH    LOW
Kalanagar        4.21   0.88
Old Jetty        4.02   0.97</pre>
<dl><dt>Spring tide</dt><dd>The largest of the fortnight</dd></dl>
<hr/>
<h3>One long word and an address</h3>
<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende, at
https://tides.harbour.example/tables/2026/11/a-very-long-address-that-will-not-break-anywhere-by-itself.html 🚢</p>
"""
_URDU = (
    "<p>کالا نگر، 24 نومبر: پیر کو جزیرے کی کشتی وقت پر چلی، بندرگاہ کے نگران نے بتایا۔</p>"
    "<p>منگل کو پانی 4.21 میٹر تک چڑھے گا۔</p>"
)


def early(at: datetime) -> tuple[Arrival, ...]:
    """What has to come before the day, so that its licence ends within it."""
    return (_copy(LEASED, at, "Lease on the old lighthouse signed", wire=LICENSED),)


def late(at: datetime) -> tuple[Arrival, ...]:
    """What comes after the day, in order. Acts of a person come after these."""
    minute = timedelta(minutes=1)
    far = at + timedelta(days=300)
    long_alert = f"{AGENCY}: Harbour of Kalanagar closed to all ships after the great crane leaned over in the night"
    return (
        _copy(BARE_ALERT, at, "", f"<p>{long_alert}</p>", urgency=1),
        _copy(MARKUP, at + minute, "Tide tables for the week: read them before the sea does", _MARKUP),
        _copy(URDU, at + minute * 2, "کشتی وقت پر چلی، بندرگاہ کے نگران کا بیان", _URDU, language="ur"),
        _copy(HOSTILE, at + minute * 3, "</title></script><script>alert('no')</script> \"& 'so on'\" <b>bold</b>"),
        _copy(WITHHELD, at + minute * 4, "Harbour dues to rise, says a draft"),
        _copy(WITHHELD, at + minute * 5, "Harbour dues to rise, says a draft", version=2, pubstatus="withheld"),
        _copy(EMBARGOED, at + minute * 6, "Pilots to be paid by the tide"),
        _copy(EMBARGOED, at + minute * 7, "Pilots to be paid by the tide", version=2, embargoed=far.isoformat()),
        _copy(COURT, at + minute * 8, "Two brothers and one boat before the harbour court"),
        _copy(TAKEN_DOWN, at + minute * 9, "List of moorings printed with the owners' addresses"),
    )


def _copy(
    guid: str,
    at: datetime,
    headline: str,
    body: str = f"<p>{_PARAGRAPH}</p>",
    *,
    version: int = 1,
    wire: str = WIRE,
    language: str = "en",
    urgency: int = 5,
    **more: str,
) -> Arrival:
    document = {
        "uri": guid,
        "standard": {"name": "ninjs", "version": "1.6"},
        "type": "text",
        "version": str(version),
        "versioncreated": at.isoformat(),
        "firstcreated": at.isoformat(),
        "pubstatus": "usable",
        "urgency": urgency,
        "language": language,
        "headline": headline,
        "located": "Kalanagar",
        "body_html": body,
        **more,
    }
    content = json.dumps(document, ensure_ascii=False).encode()
    return Arrival(wire=wire, name=f"{guid.partition(':')[2]}-v{version}.json", content=content, transport="folder")
