"""Options for reading articles, and the limits that protect the machine from files that are not articles."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 1_000_000
MAX_RATIO = 250
# A character takes at most four bytes and a line end at most two characters; front matter and other columns of a row
# need additional space.
_BYTES_PER_CHARACTER = 8
_ADDITIONAL_BYTES = 65_536
# Documents, and mail with attachments, hold pictures and layout besides the text.
_DOCUMENT_FACTOR = 8
# A metadata.csv describes many articles in a line each.
_METADATA_FACTOR = 8


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options for reading articles.

    Attributes:
        max_characters: length of an article, in Unicode code points, above which it is rejected.
        text_column: the column, or the key with dots between levels, that holds the text; None: a usual name.
        id_column: the same for article_id; '': number the records.
        max_ratio: how many times its size an archive may unpack to; larger ones are rejected.
    """

    max_characters: int = MAX_CHARACTERS
    text_column: str | None = None
    id_column: str | None = None
    max_ratio: int = MAX_RATIO

    @property
    def max_bytes(self) -> int:
        """The size in bytes above which a file of one article, or a record, is not parsed."""
        return self.max_characters * _BYTES_PER_CHARACTER + _ADDITIONAL_BYTES

    @property
    def max_document_bytes(self) -> int:
        """The size in bytes, unpacked, above which a document with layout and pictures is not parsed."""
        return self.max_bytes * _DOCUMENT_FACTOR

    @property
    def max_metadata_bytes(self) -> int:
        """The size in bytes above which a metadata.csv is not read."""
        return self.max_bytes * _METADATA_FACTOR

    def too_much_metadata(self) -> str:
        """Return why a metadata.csv is rejected that has more bytes."""
        return (
            f"found more than {self.max_metadata_bytes:,} bytes, expected fewer; next: split it over the folders "
            f"of the articles, or raise the limit with --max-characters {10 * self.max_characters}"
        )

    def too_large_document(self) -> str:
        """Return why a document, or what is in it unpacked, is rejected for its size."""
        return (
            f"found more than {self.max_document_bytes:,} bytes in a document, expected fewer; next: remove its "
            f"pictures or split it, or raise the limit with --max-characters {10 * self.max_characters}"
        )

    def too_many_bytes(self, size: int | None = None) -> str:
        """Return why a file or record of `size` bytes is rejected; None: the size is unknown."""
        found = f"{size:,} bytes" if size else f"more than {self.max_bytes:,} bytes"
        enough = -(-(size or 10 * self.max_bytes) // _BYTES_PER_CHARACTER)
        return (
            f"found {found}, expected at most {self.max_bytes:,} for an article of {self.max_characters:,} characters; "
            f"next: split it into its articles, or raise the limit with --max-characters {enough}"
        )
