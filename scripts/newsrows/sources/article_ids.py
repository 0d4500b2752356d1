"""Makes the ids of articles, and finds duplicates among them.

A table in sqlite3 would need at most 35 MB of memory (`TakenIds`: 101 MB for five million ids), but takes 3.5 times as
long for ids in random order (209 against 59 s for five million), and longer the more there are.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from hashlib import blake2b
from pathlib import PurePosixPath

from newsrows.sources.locate.suffixes import without_suffixes

_NOT_ALLOWED = re.compile(r"[^a-z0-9_-]")
# Ids are file names and occur in every row, but the URL of a page may be long.
_MAX_LENGTH = 120


def id_from_name(file_name: str) -> str:
    """Return the id of the article in a file: its stem in lower case, with '-' for all but a-z, 0-9, _ and -.

    A compressed file has the id of the uncompressed one: strike.txt.gz is 'strike'.
    """
    return _slug(PurePosixPath(without_suffixes(file_name)).name)


def id_from_number(file_name: str, number: int) -> str:
    """Return the id of a numbered record of a file: '2024/news.jsonl' and 12 give '2024-news-12'."""
    return f"{_slug(without_suffixes(file_name))}-{number}"


def normalised_id(identifier: str) -> str:
    """Return the id that a record has in its file, restricted to the allowed characters.

    An id of more than 120 characters is shortened and ends with a hash.
    """
    slug = _slug(identifier.strip())
    if len(slug) <= _MAX_LENGTH:
        return slug
    return f"{slug[:100]}-{blake2b(identifier.encode(), digest_size=6).hexdigest()}"


def _slug(name: str) -> str:
    # NFC makes 'é' one character; some filesystems store it as two.
    return _NOT_ALLOWED.sub("-", unicodedata.normalize("NFC", name).lower())


class TakenIds:
    """A map from each article_id to the number of its file; it takes 18 to 36 bytes per id.

    It stores hashes of 64 bits: among a hundred million ids, two different ones have the same hash with a probability
    of 1 in 3,700. The table uses open addressing with linear probing (Knuth, The Art of Computer Programming 6.4).
    """

    def __init__(self) -> None:
        self._count = 0
        self._resize(1024)

    def _resize(self, slots: int) -> None:
        self._hashes, self._files = array("Q", bytes(8 * slots)), array("I", bytes(array("I").itemsize * slots))
        self._mask = slots - 1

    def claim(self, identifier: str, file: int) -> int | None:
        """Claim an id for a file; return the number of the file that has it already, or None if the id was free."""
        code = int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest()) or 1  # 0 marks an empty slot
        slot = self._slot(code)
        if self._hashes[slot]:
            return self._files[slot]
        self._hashes[slot], self._files[slot] = code, file
        self._count += 1
        if self._count * 3 > len(self._hashes) * 2:
            self._grow()
        return None

    def _slot(self, code: int) -> int:
        """Return the slot of `code`, or the empty slot where it belongs."""
        hashes, mask = self._hashes, self._mask
        slot = code & mask
        while hashes[slot] not in (0, code):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        old = zip(self._hashes, self._files, strict=True)
        self._resize(2 * len(self._hashes))
        for code, file in old:
            if code:
                slot = self._slot(code)
                self._hashes[slot], self._files[slot] = code, file
