"""How bytes are packed in the ledger: zstd. Its working memory is costly to set up, so each thread keeps its own."""

import threading

import zstandard

_LEVEL = 1


class _Packers(threading.local):
    def __init__(self) -> None:
        self.packer = zstandard.ZstdCompressor(level=_LEVEL)
        self.unpacker = zstandard.ZstdDecompressor()


_packers = _Packers()


def pack(content: bytes) -> bytes:
    """The bytes as the ledger keeps them."""
    return _packers.packer.compress(content)


def unpack(packed: bytes) -> bytes:
    """What `pack` was given."""
    return _packers.unpacker.decompress(packed)
