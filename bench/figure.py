"""One line of what `make bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` in `unit` was measured, `of` is what it was divided by, `ratio` the quotient or None.

    `bar` is the most the ratio may be; of a figure without one, the least the value may be. None: nothing is promised.
    """

    name: str
    value: float
    unit: str
    of: float | None = None
    ratio: float | None = None
    bar: float | None = None

    @property
    def ok(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.ratio is None else self.ratio <= self.bar

    def as_line(self) -> dict[str, object]:
        """The object that is printed (contract §6), with the bar and whether it is met."""
        line = {"name": self.name, "ratio": _short(self.ratio), "of": _short(self.of), "value": _short(self.value)}
        return {**line, "unit": self.unit, "bar": self.bar, "ok": self.ok}


def quotient(name: str, value: float, of: float, unit: str, bar: float | None = None) -> Figure:
    """A figure that is judged by `value` divided by `of`."""
    return Figure(name=name, value=value, unit=unit, of=of, ratio=value / of, bar=bar)


def _short(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.4g}")
