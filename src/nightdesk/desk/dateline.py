"""What a dateline says: the places, each with the state or country beside it. Words only; no gazetteer is asked.

Read are "Seoul, April 27", "NEW DELHI, March 2 (EWS) -", "Mumbai/Pune, Nov 3 (PTI)", "SALEM, Ore. (AP) —",
"New Delhi [India], November 3 (ANI):", "MOSCOW, Monday (Reuters)", "मुंबई, 3 नवंबर (एजेंसी)", "नई दिल्ली। …".
"""

import re
from dataclasses import dataclass
from typing import Literal

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|"
    "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर|"
    "जानेवारी|फेब्रुवारी|एप्रिल|मे|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर"
)
_MONTH = rf"(?:{_MONTHS})\.?"
_DIGIT = r"[0-9\u0966-\u096f]"  # the second range is 0 to 9 in Devanagari
_DAY = rf"{_DIGIT}{{1,2}}(?:st|nd|rd|th)?"
_NUMBERS = rf"{_DIGIT}{{1,2}}[./-]{_DIGIT}{{1,2}}[./-](?:{_DIGIT}{{2}}){{1,2}}"
_DASHES = r"\u2013\u2014"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"(?P<comma>,?)\s*(?<![^\s,(])(?:दि\.?\s*)?(?:{_MONTH}\s*{_DAY}|{_DAY}[\s.-]*{_MONTH}|{_NUMBERS}|ता\.?\s*{_DAY})"
    rf"(?![^\s,.;:()।{_DASHES}-])",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(rf",\s*{_WEEKDAY}\b", re.IGNORECASE)
_CREDITED = re.compile(
    r"^(?P<places>[^().:;!?।]{2,70}?(?:\.[^().:;!?।]{0,20})?)\s*\((?P<credit>[^()]{2,40})\)\s*"
    rf"(?P<mark>[-{_DASHES}:।]|$)?"
)
_MARKED = re.compile(rf"^(?P<places>[^().:;!?।{_DASHES}\"“”]{{2,60}}?)\s*(?P<mark>:|।|--|[{_DASHES}]|\s-)(?=\s|$)")
_INSET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BETWEEN = re.compile(r"\s*(?:/|&|;|\band\b|\s(?:और|व|आणि)\s)\s*", re.IGNORECASE)
_END = " \t\u00a0,;:.-\u2013\u2014।|"
_LONGEST_HEAD = 160
_LONGEST_PLACES = 80
_MOST_SPOTS = 4
_NEWSROOM_WORDS = frozenset((
    "एजेंसी", "एजेंसियां", "एजेन्सी", "भाषा", "वार्ता", "आईएएनएस", "एएनआई", "पीटीआई", "पीटीआय",
    "प्रतिनिधी", "वृत्तसंस्था", "ब्यूरो", "संवाददाता", "विशेष", "विशेष संवाददाता",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the dateline writes it, and the names beside it that may say which one is meant."""

    name: str
    beside: tuple[str, ...] = ()


Evidence = Literal["date", "credit", "capitals", "mark", ""]
"""What makes the first words of a text a dateline, from the strongest to the weakest; "" when nothing does."""


def spots(dateline: str) -> tuple[Spot, ...]:
    """The places of a dateline, in order. Every part after a comma is given as a name beside the places before it."""
    text = dateline[:_LONGEST_HEAD].strip(_END)
    date = _DATE.search(text) or _DAY_WORD.search(text)
    insets = _INSET.findall(text[: date.start()] if date else text)
    bare = _INSET.sub(" ", text[: date.start()] if date else text)
    first, *rest = [part.strip(_END) for part in bare.split(",")] or [""]
    beside = tuple(name.strip() for name in (*rest, *insets) if name.strip() and name.strip() not in _NEWSROOM_WORDS)
    names = [name.strip(_END) for name in _BETWEEN.split(first)]
    return tuple(Spot(name, beside[:_MOST_SPOTS]) for name in names if name)[:_MOST_SPOTS]


def opening(block: str, agency: str = "") -> tuple[str, Evidence]:
    """The dateline typed into the first block of a text, and what shows that it is one; ("", "") where none is."""
    head = block[:_LONGEST_HEAD].lstrip()
    if (date := _DATE.search(head)) and date.start() <= _LONGEST_PLACES and _stands_alone(head, date):
        return head[: date.start()], "date"
    if (day := _DAY_WORD.search(head)) and day.start() <= _LONGEST_PLACES and "(" in head[day.end() : day.end() + 2]:
        return head[: day.start()], "date"
    if found := _CREDITED.match(head):
        lost_mark = found["credit"].casefold() == agency.casefold() != ""  # some feeds lose the dash
        if found["mark"] or lost_mark:
            return found["places"], "credit"
    if found := _MARKED.match(head):
        places, mark = found["places"], found["mark"]
        if places.isupper():
            return places, "capitals"
        if mark in (":", "।"):
            return places, "mark"
    return "", ""


def _stands_alone(head: str, date: re.Match[str]) -> bool:
    """A comma before the date, or a credit or mark after it: "Seoul, April 27 Russia …", "मुंबई 3 नवंबर (एजेंसी)"."""
    return bool(date.start()) and (
        bool(date["comma"]) or head[date.end() :].lstrip(" ,.0123456789")[:1] in tuple("(-\u2013\u2014:।")
    )
