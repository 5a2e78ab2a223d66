"""Log events, not sentences: a fixed word and its fields, one JSON object a line."""

import json
import logging
import sys
from typing import Any

_HOUSE = "nightdesk"


def event(word: str, *, level: int = logging.INFO, error: BaseException | None = None, **fields: Any) -> None:
    """Write one event. `word` is fixed ("delivery-kept"); what varies goes into `fields`."""
    logging.getLogger(_HOUSE).log(level, word, extra={"fields": fields}, exc_info=error)


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "event": record.getMessage()}
        if record.levelno != logging.INFO:
            line["level"] = record.levelname.lower()
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_events_to_stderr(level: int = logging.INFO) -> None:
    """Send the house's events to standard error as JSON lines. Called once, by the commands."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    logger = logging.getLogger(_HOUSE)
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False
