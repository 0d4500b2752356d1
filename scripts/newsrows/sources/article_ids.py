"""The identifiers of articles: where they come from, and which are taken."""

from __future__ import annotations

import re
import unicodedata
from array import array
from hashlib import blake2b
from pathlib import PurePosixPath

from newsrows.sources.locate.suffixes import without_suffixes

_OTHER = re.compile(r"[^a-z0-9_-]")
# Identifiers name files and stand in every row: the address of a page may be long.
_LONGEST = 120


def article_id(file_name: str) -> str:
    """The identifier that a file's name gives: its stem in lower case, other characters than a-z 0-9 _ - as '-'.

    What is packed is called what it would be called unpacked: strike.txt.gz is 'strike'.
    """
    return _slug(PurePosixPath(without_suffixes(file_name)).name)


def record_id(file_name: str, number: int) -> str:
    """The identifier of a record by its number: '2024/news.jsonl', 12 is '2024-news-12'."""
    return f"{_slug(without_suffixes(file_name))}-{number}"


def given_id(identifier: str) -> str:
    """The identifier that a record gives itself, with the characters that one may have.

    One of more than 120 characters is cut, and a hash put at its end.
    """
    slug = _slug(identifier.strip())
    if len(slug) <= _LONGEST:
        return slug
    return f"{slug[:100]}-{blake2b(identifier.encode(), digest_size=6).hexdigest()}"


def _slug(name: str) -> str:
    # Composed first (NFC), so that 'é' is one character whatever file system the name came from.
    return _OTHER.sub("-", unicodedata.normalize("NFC", name).lower())


class TakenIds:
    """Which file each article_id is from, in 18 to 36 bytes an identifier, for there may be a hundred million.

    It keeps hashes of 64 bits: of a hundred million identifiers two that differ are taken for the same with a
    probability of 1 in 3 700. Open addressing with linear probing (Knuth, The Art of Computer Programming 6.4).
    """

    def __init__(self) -> None:
        self._count = 0
        self._resize(1024)

    def _resize(self, slots: int) -> None:
        self._hashes, self._files = array("Q", bytes(8 * slots)), array("I", bytes(array("I").itemsize * slots))
        self._mask = slots - 1

    def claim(self, identifier: str, file: int) -> int | None:
        """Take `identifier` for the file of that number; the number of the file that has it already, if one has."""
        code = int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest()) or 1  # 0 is an empty slot
        slot = self._slot(code)
        if self._hashes[slot]:
            return self._files[slot]
        self._hashes[slot], self._files[slot] = code, file
        self._count += 1
        if self._count * 3 > len(self._hashes) * 2:
            self._grow()
        return None

    def _slot(self, code: int) -> int:
        """Where `code` is, or would go."""
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
