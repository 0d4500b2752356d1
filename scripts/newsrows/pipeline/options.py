"""The options of a build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from newsrows.extraction.parse.model import DEFAULT_MODEL
from newsrows.sources import MAX_CHARACTERS, MAX_RATIO

if TYPE_CHECKING:
    from newsrows.extraction.models import Names

Engine = Literal["local", "dask"]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How articles are read, processed and assembled.

    Attributes:
        model: name or folder of the spaCy pipeline.
        names: the name model: the 'accurate' encoder or the 'fast' one, which was distilled from it.
        engine: what processes the articles: 'local' processes, or a 'dask' cluster.
        workers: number of processes on this machine.
        scheduler: address of a Dask scheduler; None: a cluster is started on this machine.
        cache: a folder or URL where the findings of each article are kept for the next build; None: no cache.
        max_characters: longer articles are rejected (Unicode code points).
        max_ratio: archives that unpack to more than this many times their size are rejected.
        text_column: the column of a table, or key of JSON objects, that holds the text; None: a usual name.
        id_column: the same for article_id; '': number the records.
        registry: a CSV file of the people and organisations that the user knows.
        reviews: files of readers' marks to apply to the rows.
    """

    model: str = DEFAULT_MODEL
    names: Names = "accurate"
    engine: Engine = "local"
    workers: int = 1
    scheduler: str | None = None
    cache: Path | str | None = None
    max_characters: int = MAX_CHARACTERS
    max_ratio: int = MAX_RATIO
    text_column: str | None = None
    id_column: str | None = None
    registry: Path | None = None
    reviews: Sequence[Path] = ()
