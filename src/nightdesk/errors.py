"""The errors of this package.

NightdeskError
  DeliveryError          the agency's fault: the bytes are kept, the desk goes on
    UnknownFormat        no format recognises the bytes
    BrokenDelivery       recognised, but cannot be read
    BrokenItem           one item among others cannot be read
  HouseError             our fault, or our user's: stop and say so
    RegistryError        a part is missing its declaration, or two share a name
    SettingsError        nightdesk.toml says something we cannot follow
    StoreError           the ledger cannot be used as it is
    PaperError           an issue of the e-paper cannot be set
    UsageError           a command was asked for something that is not there

Every error carries what it is about as attributes and builds its sentence from them:
what happened, where (file, line or field), and the remedy.
"""


class NightdeskError(Exception):
    """The root of every error raised on purpose by this package."""


class DeliveryError(NightdeskError):
    """A delivery, or an item of it, that cannot be used. The bytes stay kept and can be replayed."""

    def __init__(self, code: str, reason: str, place: str = "") -> None:
        self.code = code
        self.reason = reason
        self.place = place
        super().__init__(f"{reason} ({place})" if place else reason)


class UnknownFormat(DeliveryError):
    """No format recognises the bytes."""


class BrokenDelivery(DeliveryError):
    """The format was recognised, but the bytes do not keep its rules."""


class BrokenItem(DeliveryError):
    """One item of a delivery breaks the rules; its siblings are not touched by that."""


class HouseError(NightdeskError):
    """Something on our side of the counter: the program stops and says so."""


class RegistryError(HouseError):
    """A part is missing its declaration, its name is taken twice, or it lacks samples."""


class SettingsError(HouseError):
    """nightdesk.toml cannot be followed; says the key, why, and the remedy."""


class StoreError(HouseError):
    """The ledger cannot be opened or used; says which file and what to do."""


class PaperError(HouseError):
    """An issue of the e-paper could not be set. The message says why, and what helps."""


class UsageError(HouseError):
    """A command was asked for a wire, story or file that is not there."""
