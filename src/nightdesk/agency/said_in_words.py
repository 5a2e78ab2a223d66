"""Signals that agencies write into headlines and sluglines where their format has no field for them. Pure."""

import re

from ..terms.item import Item
from ..terms.signal import Signal

# Practice of IANS, PTI, ANI, AP and Reuters (wire-formats §2.1): the word stands first, in capitals, or in brackets.
_CORRECTION = re.compile(
    r"\W*(?:CORRECTED|CORRECTION|CORRECTS|CORRECTIVE|RECTIFICATION|REFILE)\b(?=\W*[:(/–—-]|\s*$)"
    r"|\W*\((?:CORRECTED|CORRECTION|दुरुस्त|सुधारित|संशोधित)\)"
    r"|.*\((?:CORRECTED|Corrected|corrected|CORRECTION|दुरुस्त|सुधारित|संशोधित)\)\s*$"
    r"|\W*(?:दुरुस्ती|सुधारित|संशोधित|शुद्धिपत्र)\s*[:–—-]"
)
_WRITETHRU = re.compile(r"\bwrite-?thr(?:u|ough)\b", re.IGNORECASE)
_ALERT = re.compile(r"\W*(?:ALERT|FLASH|SNAP|NEWSALERT|NEWS ALERT)\s*[:–—-]")
_REPEAT = re.compile(r"\W*(?:RPT|REPEAT|REPEATS|REPEATING)\s*[:–—-]")
_READINGS = ((Signal.CORRECTION, _CORRECTION), (Signal.ALERT, _ALERT), (Signal.REPEAT, _REPEAT))


def signals_in_words(item: Item) -> tuple[Signal, ...]:
    """The item's signals with those added that its headline or slugline says."""
    found = [signal for signal, words in _READINGS if signal not in item.signals and words.match(item.headline)]
    if Signal.WRITETHRU not in item.signals and _WRITETHRU.search(f"{item.headline} {item.slugline or ''}"):
        found.append(Signal.WRITETHRU)
    return (*item.signals, *found) if found else item.signals
