"""The house: one site folder, opened, with every part found and ready."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from .. import registry
from ..agency import formats as format_parts
from ..agency import profiles as profile_parts
from ..agency import transports as transport_parts
from ..agency.format import Format
from ..agency.profile import Profile
from ..agency.transport import Transport
from ..clock import Clock, system_clock
from ..config import Settings, load, refuse_bad_zone
from ..desk import rules as rule_parts
from ..desk.gazetteer import Gazetteer, gazetteer
from ..desk.rule import Rule
from ..desk.sections import DEFAULT_SECTIONS
from ..errors import SettingsError
from ..outlet import outputs as output_parts
from ..outlet.output import Output
from ..proof.checkpoint import origin_of
from ..proof.key import Signer
from ..proof.leaf import SALTS_BYTES
from ..store.database import Database
from ..terms.site import Edition, Site
from ..terms.wire import Wire
from . import typesetting
from .log_keys import has_key, make_key, signing_key
from .shelf import Shelf

GENERIC = "generic"

Chance = Callable[[str, int], bytes]
"""Gives the random bytes of one leaf's salts: those of entry `seq`, about the story of that id."""


def by_chance(_story: str, _seq: int) -> bytes:
    """From the operating system."""
    return os.urandom(SALTS_BYTES)


@dataclass(kw_only=True)
class House:
    """Settings, ledger, parts and clock of one site. Only one process at a time may be its desk (`as_desk`).

    `typesetter` is the command that sets an e-paper; where `sets_papers` is False there is none here.
    """

    settings: Settings
    database: Database
    clock: Clock = system_clock
    formats: tuple[Format, ...] = ()
    profiles: dict[str, Profile] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    outputs: tuple[Output, ...] = ()
    transports: dict[str, Transport] = field(default_factory=dict)
    chance: Chance = by_chance
    typesetter: tuple[str, ...] = typesetting.COMMAND
    sets_papers: bool = field(default_factory=typesetting.is_there)
    _signer: Signer | None = None

    @cached_property
    def site(self) -> Site:
        """The publication, with the house's own sections where the settings name none; without e-papers where none can
        be set."""
        site = self.settings.site
        if not self.sets_papers:
            main, editions = _without_paper(site.main), tuple(map(_without_paper, site.editions))
            site = msgspec.structs.replace(site, main=main, editions=editions)
        return site if site.sections else msgspec.structs.replace(site, sections=DEFAULT_SECTIONS)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The cities of the world, loaded when first asked for."""
        return gazetteer()

    @property
    def keys(self) -> Path:
        """Where the log's keys are."""
        return self.settings.home / "keys"

    def signer(self, has_leaves: bool) -> Signer:
        """The log's signing key, made where there is no log yet. Raises HouseError where a log has lost its key.

        Its name is the log's origin for good: a site that moves to another address keeps it.
        """
        if self._signer is None:
            if not has_leaves and not has_key(self.keys):
                make_key(self.keys, origin_of(self.site.url))
            self._signer = signing_key(self.keys)
        return self._signer

    @property
    def public(self) -> Path:
        """Where the site stands."""
        return self.settings.public

    @cached_property
    def shelf(self) -> Shelf:
        """Where the prints of pictures are."""
        return Shelf(self.settings.home / "media")

    def wire(self, name: str) -> Wire:
        """The wire of that name; one that the settings no longer name is read as a generic one."""
        return self.settings.wire(name) or Wire(name=name)

    def profile(self, name: str) -> Profile:
        """The profile of the wire of that name, with the wire's own overrides, provider and agency set."""
        found = self._profiles.get(name)
        if found is None:
            found = self._profiles[name] = self._resolved(self.wire(name))
        return found

    def provider(self, wire: str) -> str:
        """The id under which the guids and pictures of that wire live."""
        return self.profile(wire).provider or wire

    def profile_seal(self, name: str) -> str:
        """The fingerprint of the profile of the wire of that name."""
        seal = self._profile_seals.get(name)
        if seal is None:
            seal = self._profile_seals[name] = self.profile(name).fingerprint
        return seal

    @cached_property
    def _profile_seals(self) -> dict[str, str]:
        return {}

    @cached_property
    def _profiles(self) -> dict[str, Profile]:
        return {}

    def _resolved(self, wire: Wire) -> Profile:
        wanted = wire.profile or (wire.name if wire.name in self.profiles else GENERIC)
        base = self.profiles.get(wanted)
        if base is None:
            known = ", ".join(sorted(self.profiles))
            raise SettingsError(f"[[wire]] {wire.name}: there is no profile {wanted!r}; known are {known}")
        facts = msgspec.structs.asdict(base) | wire.overrides
        facts["agency"] = wire.agency or facts["agency"] or wire.name.upper()
        facts["provider"] = wire.provider or facts["provider"] or wire.name
        try:
            profile = msgspec.convert(facts, Profile)
        except msgspec.ValidationError as error:
            raise SettingsError(f"[[wire]] {wire.name}: [wire.override]: {error}") from error
        refuse_bad_zone(profile.zone, f"[[wire]] {wire.name}: [wire.override] zone")
        return profile

    @contextmanager
    def as_desk(self) -> Iterator[bool]:
        """Hold the site's one desk chair while the block runs; yields False when another process sits in it."""
        path = self.settings.home / "desk.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(descriptor)


def _without_paper(edition: Edition) -> Edition:
    return msgspec.structs.replace(edition, cut_off="")


def open_house(home: Path, clock: Clock = system_clock, *, create: bool = False) -> House:
    """Open the site folder `home`. Raises SettingsError, StoreError or RegistryError with the remedy."""
    settings = load(home)
    transports = registry.find(transport_parts, "TRANSPORT", Transport)
    for wire in settings.wires:
        if wire.transport not in transports:
            known = ", ".join(sorted(transports))
            raise SettingsError(f"[[wire]] {wire.name}: there is no transport {wire.transport!r}; known are {known}")
    house = House(
        settings=settings,
        database=Database(settings.ledger, create=create),
        clock=clock,
        formats=tuple(registry.find(format_parts, "FORMAT", Format).values()),
        profiles=registry.find(profile_parts, "PROFILE", Profile),
        rules=tuple(sorted(registry.find(rule_parts, "RULE", Rule).values(), key=lambda rule: rule.place)),
        outputs=tuple(registry.find(output_parts, "OUTPUT", Output).values()),
        transports=transports,
    )
    for wire in settings.wires:
        house.profile(wire.name)  # a wrong profile or override is said at the start, not at the first delivery
    return house
