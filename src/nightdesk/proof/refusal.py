"""Why a proof, a leaf, a note or a tile was not believed."""

from ..errors import NightdeskError


class ProofError(NightdeskError):
    """Something offered as evidence that does not hold: `code` a fixed word, `reason` a sentence, `place` where."""

    def __init__(self, code: str, reason: str, place: str = "") -> None:
        self.code = code
        self.reason = reason
        self.place = place
        super().__init__(f"{reason} ({place})" if place else reason)
