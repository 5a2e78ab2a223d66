"""How many answers came from memory and how many from disk, for `/metrics`.

Counted as plain integers where they happen, since a hit costs less than a labelled counter would; turned into
metrics only when somebody looks.
"""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from .answers import Answers


class PageCounts(Collector):
    """Register with a CollectorRegistry."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def collect(self) -> Iterator[Metric]:
        """One counter with two ways."""
        served = CounterMetricFamily("nightdesk_served", "Answers given from the public folder.", labels=("way",))
        served.add_metric(("memory",), self._answers.hits)
        served.add_metric(("disk",), self._answers.made)
        yield served
