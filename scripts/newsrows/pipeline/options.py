"""What a build can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from newsrows.extraction.parse.model import DEFAULT_MODEL
from newsrows.sources import MAX_CHARACTERS, MAX_RATIO

if TYPE_CHECKING:
    from newsrows.extraction.models import NerModel

Engine = Literal["local", "dask"]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How articles are read, worked on and put together.

    Attributes:
        model: name or folder of the spaCy pipeline.
        names: what finds names: the 'accurate' encoder, or its 'fast' student.
        engine: what works on the articles: processes of this machine, or a Dask cluster.
        workers: processes to use on this machine.
        scheduler: address of a Dask cluster's scheduler; None: the cluster is made on this machine.
        cache: a folder or URL to keep what was found in each article for the next build; None: nothing is kept.
        max_characters: longer articles are rejected.
        max_ratio: archives that unpack to more than so many times their size are refused.
        text_column: column of a table, or key of JSON objects, that holds the text; None: one of the usual names.
        id_column: likewise for article_id; '': number the records.
        registry: a CSV file of people and organisations as the user has them.
        reviews: files of readers' marks, which are applied to the rows.
    """

    model: str = DEFAULT_MODEL
    names: NerModel = "accurate"
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
