"""What a reader said of a row: the file of marks that the report saves, and a mark as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

Verdict = Literal["right", "wrong", "corrected"]

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
"""One line a mark, a corrected row one line a corrected column; docs/reviewing.md says what each column holds."""

CORRECTABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "mentions": ("start", "end", "kind", "person", "organisation"),
    "roles": ("start", "end", "title", "status", "person", "organisation"),
    "quotes": ("start", "end", "kind", "speaker", "speaker_start", "speaker_end", "person", "organisation"),
    "statistics": ("start", "end", "value", "value_max", "bound", "kind", "unit", "concept"),
}
"""What can be corrected, by table. All but person and organisation are columns of the table.

`person` and `organisation` stand for person_id and organisation_id, which depend on every article that is built: they
hold a name as the article itself writes it, or an id.
"""


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """What a reader said of one row.

    `start`, `end` and `text` are the row's when it was marked, in code points of the article whose bytes have
    `article_sha256`. `finding` is what else the row said then, by the names of `CORRECTABLE` (None: not known), and
    `corrections` what it should say, None for nothing. `file` and `line` are where the mark stands, for messages.
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
        """Which row is meant: the same in every build that finds the same words in the same article."""
        return (self.article_sha256, self.table, self.start, self.end, self.text)

    @property
    def place(self) -> str:
        """Where the mark stands, as messages say it."""
        return f"{self.file}, line {self.line}"
