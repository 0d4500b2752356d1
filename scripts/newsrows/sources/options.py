"""How articles are read, and the limits that protect the machine from what is no article."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 1_000_000
MAX_RATIO = 250
# A character takes at most four bytes, a line end at most two characters, and front matter, or the other columns of a
# row, need some room.
_BYTES_PER_CHARACTER = 8
_ROOM = 65_536


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How articles are read.

    Attributes:
        max_characters: length of an article, in Unicode code points, above which it is rejected.
        text_column: column, or key with dots between the levels, that holds the text; None: the usual names.
        id_column: likewise for article_id; '': number the records, whatever their columns are called.
        max_ratio: how many times its size an archive may unpack to.
    """

    max_characters: int = MAX_CHARACTERS
    text_column: str | None = None
    id_column: str | None = None
    max_ratio: int = MAX_RATIO

    @property
    def max_bytes(self) -> int:
        """Bytes of a file of one article, or of one record, above which it is not even parsed."""
        return self.max_characters * _BYTES_PER_CHARACTER + _ROOM

    def too_many_bytes(self, size: int | None = None) -> str:
        """Why a file or record of `size` bytes is rejected; None: nobody has counted them all."""
        found = f"{size:,} bytes" if size else f"more than {self.max_bytes:,} bytes"
        enough = -(-(size or 10 * self.max_bytes) // _BYTES_PER_CHARACTER)
        return (
            f"found {found}, expected at most {self.max_bytes:,} for an article of {self.max_characters:,} characters; "
            f"next: split it into its articles, or raise the limit with --max-characters {enough}"
        )
