"""The subscriptions that the sample agencies offer: who sends what over which transport."""

from collections.abc import Sequence
from dataclasses import dataclass

from .sending import TransportName
from .story import Agency
from .writers import WRITERS


@dataclass(frozen=True, slots=True, kw_only=True)
class WireOffer:
    """One wire of one agency. All wires of an agency share its `provider`, so that a kill on one binds the others."""

    name: str
    agency: Agency
    transport: TransportName
    formats: tuple[str, ...]

    @property
    def provider(self) -> str:
        """The id under which the agency's guids live, whichever wire carries them."""
        return self.agency.slug


def offers(agencies: Sequence[Agency]) -> tuple[WireOffer, ...]:
    """A folder and a push wire for each agency, and one polled address for each format, dealt out in turn."""
    every = tuple(WRITERS)
    found = [WireOffer(name=one.slug, agency=one, transport="folder", formats=every) for one in agencies]
    found += [WireOffer(name=f"{one.slug}-push", agency=one, transport="push", formats=every) for one in agencies]
    for number, format_ in enumerate(every):
        agency = agencies[number % len(agencies)]
        name = f"{agency.slug}-{format_}"
        found.append(WireOffer(name=name, agency=agency, transport="http", formats=(format_,)))
    return tuple(found)


def polled(agencies: Sequence[Agency]) -> tuple[str, ...]:
    """The names of the wires that are polled."""
    return tuple(offer.name for offer in offers(agencies) if offer.transport == "http")
