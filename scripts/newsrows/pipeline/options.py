"""The options of a build, and the error of a build that cannot be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsrows.extraction.options import DEFAULT_MODEL, NerModel
from newsrows.options import CheckedOptions, option
from newsrows.records import SourceError
from newsrows.sources import MAX_CHARACTERS, MAX_RATIO
from newsrows.sources.language import LANGUAGE_THRESHOLD

Engine = Literal["local", "dask"]


class BuildError(SourceError):
    """Nothing could be built; the message is for people."""


def _probability(text: str) -> float:
    """Read a number from 0 to 1.

    Raises:
        ValueError: it is something else.
    """
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:  # also false for NaN
        raise ValueError(f"found {text!r}, expected a number from 0 to 1")
    return number


@dataclass(frozen=True)
class BuildOptions(CheckedOptions):
    """How articles are read, processed and put together.

    Attributes:
        text_column: column of a table, or key of JSON objects, that holds the text; None: one of the usual names.
        id_column: the same for article_id; '': number the records.
        model: name or folder of the spaCy pipeline.
        names: the model that finds names: the 'accurate' encoder, or its 'fast' student.
        max_characters: articles with more characters are rejected.
        max_ratio: archives that unpack to more than this many times their size are refused.
        language_threshold: an article is rejected if the probability that it is in English is lower; 0: none is.
        workers: number of processes on this machine.
        engine: what processes the articles: processes of this machine, or a Dask cluster.
        scheduler: address of a Dask cluster's scheduler; None: a cluster is started on this machine.
        registry: a CSV file with the user's own people and organisations.
        reviews: files of readers' marks, which are applied to the rows.
        previous: a package whose ids stay: a folder, a zip file or the https address of one; None: none.
        package: a file with the title, licence and other properties of the package; None: package.yaml in a source.
        title: the title of the package.
        name: the name of the package, for other programs.
        licence: the licence of the package: an identifier such as CC-BY-4.0, or an address.
        version: the version of the data.
        cache: a folder or URL where the results for each article are kept for the next build; None: nothing is kept.

    Raises:
        TypeError: a value is not of its field's type.
        ValueError: a value is not one of its field's choices or is below its minimum, or there is a scheduler for an
            engine that has none.
    """

    text_column: str | None = option(
        None, "column or JSON key that holds the text (default: one of the usual names)", metavar="NAME"
    )
    id_column: str | None = option(
        None,
        "column or JSON key that holds the article_id; pass '' to number the records (default: one of the usual names)",
        metavar="NAME",
    )
    model: str = option(
        DEFAULT_MODEL, "spaCy pipeline that parses the articles: an installed package or a folder", metavar="NAME"
    )
    names: NerModel = option("accurate", "model that finds names: the encoder, or its smaller and faster student")
    max_characters: int = option(MAX_CHARACTERS, "reject articles with more characters", metavar="N", minimum=1)
    max_ratio: int = option(
        MAX_RATIO,
        "refuse compressed articles and archives that unpack to more than N times their size (a ratio, checked above "
        "100 MB)",
        metavar="N",
        minimum=1,
    )
    language_threshold: float = option(
        LANGUAGE_THRESHOLD,
        "reject articles whose probability of being in English is below P, from 0 (reject none) to 1 (docs/formats.md)",
        metavar="P",
        parse=_probability,
    )
    workers: int = option(1, "number of processes", metavar="N", minimum=1)
    engine: Engine = option(
        "local", "what processes the articles: processes on this machine, or a Dask cluster (docs/engines.md)"
    )
    scheduler: str | None = option(
        None,
        "address of a Dask cluster, such as tcp://host:8786 (default: a cluster on this machine)",
        metavar="ADDRESS",
    )
    registry: Path | None = option(
        None,
        "your own people and organisations: a CSV file with id, name, aliases, wikidata_id (docs/resolution.md)",
        metavar="FILE",
    )
    reviews: Sequence[Path] = option(
        (),
        "marks saved from the pages of a report, which confirm, correct or remove rows (docs/reviewing.md)",
        metavar="FILE",
        several="list",
    )
    previous: str | None = option(
        None,
        "keep the ids of this package, and list in id_changes what became of them: a folder, a zip file, or the https "
        "address of a zip file (docs/resolution.md)",
        metavar="PACKAGE",
    )
    package: Path | None = option(
        None,
        "title, licence, contributors ... of the package (default: package.yaml or package.json in ARTICLES; "
        "docs/formats.md)",
        metavar="FILE",
    )
    title: str | None = option(None, "title of the package", metavar="TEXT")
    name: str | None = option(None, "name of the package, for other programs", metavar="NAME")
    licence: str | None = option(
        None, "licence of the package: an identifier such as CC-BY-4.0, or an address", metavar="LICENCE"
    )
    version: str | None = option(None, "version of the data", metavar="VERSION")
    cache: Path | str | None = option(
        None, "folder or URL where results are kept for the next build", metavar="PLACE", api_only=True
    )

    def __post_init__(self) -> None:
        """Check the values, and that they go together."""
        super().__post_init__()
        if not 0 <= self.language_threshold <= 1:
            raise ValueError(f"language_threshold: found {self.language_threshold}, expected a number from 0 to 1")
        if self.scheduler is not None and self.engine != "dask":
            raise ValueError(
                f"scheduler: found {self.scheduler!r} with the engine {self.engine!r}, which has no scheduler; "
                "next: use the engine dask too, or leave out the scheduler"
            )
