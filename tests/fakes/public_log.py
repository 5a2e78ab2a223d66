"""A log of leaves as a site's folder has it, written with the pure core only; batches as a sitting brings them."""

from collections.abc import Sequence
from pathlib import Path

from nightdesk.proof.checkpoint import Checkpoint, sign_checkpoint
from nightdesk.proof.cosignature import cosign
from nightdesk.proof.growth import Growth
from nightdesk.proof.key import WITNESS_KEY, Signer, signer_of_seed
from nightdesk.proof.merkle import leaf_hash
from nightdesk.proof.note import Note
from nightdesk.proof.tile import TILE_WIDTH, Bundle, bundle_content
from nightdesk.proof.tlog_proof import TlogProof

ORIGIN = "nights.example/log"
LOG_SIGNER = signer_of_seed(ORIGIN, bytes(range(32)))
NEIGHBOUR = signer_of_seed("neighbour.example/witness", bytes(range(32, 64)), WITNESS_KEY)


class PublicLog:
    """Grows a log in `folder`; `proofs` are the proofs of all leaves, each under the checkpoint of its own batch."""

    def __init__(self, folder: Path, signer: Signer = LOG_SIGNER, witnesses: Sequence[Signer] = ()) -> None:
        self.folder = folder
        self.growth = Growth()
        self.entries: list[bytes] = []
        self.proofs: list[TlogProof] = []
        self._signer = signer
        self._witnesses = witnesses
        self._write("vkey", f"{signer.verifier.text}\n".encode())

    def append(self, *batch: bytes) -> Note:
        """Append one batch and write what it changed, the checkpoint last."""
        grown = self.growth.grow([leaf_hash(entry) for entry in batch])
        self.growth = grown.after
        begin = len(self.entries)
        self.entries += batch
        for full in grown.full:
            self._write(full.tile.path, full.content)
        for partial in grown.partial:
            self._write(partial.tile.path, partial.content)
        self._bundles(begin)
        note = self._checkpoint()
        self._write("checkpoint", note.content)
        for index in range(begin, len(self.entries)):
            self.proofs.append(TlogProof(index, tuple(grown.inclusion_proof(index)), note.content))
        return note

    def _checkpoint(self) -> Note:
        note = sign_checkpoint(Checkpoint(ORIGIN, self.growth.size, self.growth.root), [self._signer])
        lines = (cosign(note.text, 1_762_000_000, witness) for witness in self._witnesses)
        return Note(note.text, (*note.signatures, *lines))

    def _bundles(self, begin: int) -> None:
        for number in range(begin // TILE_WIDTH, -(-len(self.entries) // TILE_WIDTH)):
            entries = self.entries[number * TILE_WIDTH : (number + 1) * TILE_WIDTH]
            self._write(Bundle(number, len(entries)).path, bundle_content(entries))

    def _write(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
