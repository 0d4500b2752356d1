"""A reader's mark of a row, and the columns of the file in which the report saves marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from newsrows.records.entity_kinds import ENTITY_KINDS

Verdict = Literal["right", "wrong", "corrected", "added"]

REVIEW_COLUMNS: Final = (
    "article_sha256",
    "article_id",
    "table",
    "row_id",
    "start",
    "end",
    "text",
    "verdict",
    "finding",
    "column",
    "corrected",
    "reviewed_at",
)
"""One line per mark; a corrected or added row has one line per value. docs/reviewing.md describes the columns."""

_ENTITY_TYPES: Final = tuple(kind.type for kind in ENTITY_KINDS)

CORRECTABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "mentions": ("start", "end", "kind", *_ENTITY_TYPES),
    "roles": ("start", "end", "title", "status", "person", "organisation"),
    "quotes": (
        "start",
        "end",
        "kind",
        "polarity",
        "speaker",
        "speaker_start",
        "speaker_end",
        "source_type",
        *_ENTITY_TYPES,
    ),
    "statistics": ("start", "end", "value", "value_max", "bound", "kind", "unit", "concept", "change"),
}
"""What can be corrected, by table: columns of the table, and types of entity.

A type such as `person` stands for the id column, because ids depend on all articles of a build. Its value is a name as
the article writes it, or an id.
"""


ADDABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "quotes": ("parts", *(name for name in CORRECTABLE["quotes"] if name not in {"start", "end", "speaker"})),
    "statistics": tuple(name for name in CORRECTABLE["statistics"] if name not in {"start", "end"}),
}
"""Tables to which readers can add rows, and the values of a new row besides its span.

`parts` has the spans of a quote with several parts, as in '12-40 55-70'.
"""


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """A reader's mark of one row, or a row that a reader adds.

    Attributes:
        article_sha256: of the article's bytes.
        start: the row's start when it was marked or added, in code points of the article; `end` and `text` likewise.
        file: the file of the mark, and `line` its line, for messages.
        finding: the row's other values when it was marked, by the names in `CORRECTABLE`; None: not known.
        corrections: the values that the row should have; None for an empty one. For an added row, its values.
    """

    article_sha256: str
    article_id: str
    table: str
    row_id: str
    start: int
    end: int
    text: str
    verdict: Verdict
    reviewed_at: datetime
    file: str
    line: int
    finding: Mapping[str, str | float | None] | None = None
    corrections: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def row(self) -> tuple[str, str, int, int, str]:
        """Identifies the row: the same in every build that finds the same words in the same article."""
        return (self.article_sha256, self.table, self.start, self.end, self.text)

    @property
    def place(self) -> str:
        """Where the mark is, for messages."""
        return f"{self.file}, line {self.line}"
