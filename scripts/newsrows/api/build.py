"""Articles in, a validated package out: what `newsrows build` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.api.places import path_or_url
from newsrows.engine.cache_folder import default_cache, why_unusable
from newsrows.options import several
from newsrows.pipeline import BuildReport, runner
from newsrows.pipeline.options import BuildOptions, Engine
from newsrows.progress import progress as shown_progress

if TYPE_CHECKING:
    from newsrows.extraction.options import NerModel


def build(
    sources: Path | str | Sequence[Path | str],
    target: Path | str,
    *,
    text_column: str | None = BuildOptions.text_column,
    id_column: str | None = BuildOptions.id_column,
    model: str = BuildOptions.model,
    names: NerModel = BuildOptions.names,
    max_characters: int = BuildOptions.max_characters,
    max_ratio: int = BuildOptions.max_ratio,
    language_threshold: float = BuildOptions.language_threshold,
    workers: int = BuildOptions.workers,
    engine: Engine = BuildOptions.engine,
    scheduler: str | None = BuildOptions.scheduler,
    registry: Path | str | None = BuildOptions.registry,
    reviews: Sequence[Path | str] = BuildOptions.reviews,
    previous: Path | str | None = BuildOptions.previous,
    package: Path | str | None = BuildOptions.package,
    title: str | None = BuildOptions.title,
    name: str | None = BuildOptions.name,
    licence: str | None = BuildOptions.licence,
    version: str | None = BuildOptions.version,
    cache: Path | str | bool = True,
    progress: bool = False,
) -> BuildReport:
    """Build a package from files of articles. The folder is replaced only after the whole build succeeds.

    With several workers, a script must call `build` below `if __name__ == "__main__":`, because each worker process
    imports the script.

    Args:
        sources: files and folders of articles, URLs, or '-' for standard input (docs/formats.md).
        target: the folder, or its URL, where data/ and datapackage.json go.
        text_column: column of a table, or key of JSON objects, that holds the text; None: one of the usual names.
        id_column: the same for article_id; '': number the records.
        model: name or folder of the spaCy pipeline that parses the articles.
        names: the model that finds names: the 'accurate' encoder, or its 'fast' student.
        max_characters: articles with more characters are rejected.
        max_ratio: archives that unpack to more than this many times their size are refused.
        language_threshold: an article is rejected if the probability that it is in English is lower; 0: none is.
        workers: number of processes on this machine.
        engine: what processes the articles: processes of this machine, or a Dask cluster (docs/engines.md).
        scheduler: address of a Dask cluster's scheduler; None: a cluster is started on this machine.
        registry: a CSV file with your own people and organisations (docs/resolution.md).
        reviews: marks saved from the pages of a report, which confirm, correct or remove rows (docs/reviewing.md).
        previous: a package of an earlier build, whose ids stay (docs/resolution.md): a folder, a zip file, or the https
            address of a zip file. The table id_changes then says what became of each id.
        package: a file with the title, licence and other properties of the package (docs/formats.md); None: the
            package.yaml or package.json in one of the folders of articles, if there is one.
        title: the title of the package.
        name: the name of the package, for other programs.
        licence: the licence of the package: an identifier such as CC-BY-4.0, or an address.
        version: the version of the data.
        cache: where results are kept for the next build: a folder or URL; True: where the command keeps them, or
            nowhere if that folder cannot be written (`BuildReport.cache_note` says why); False: nowhere.
        progress: say what happens and how long the rest takes, if standard error is a terminal.

    Returns:
        What was built: rows per table, and the articles that were rejected.

    Raises:
        SourceError: the sources cannot be used.
        PackageError: the previous package cannot be used.
        ModelError: a model cannot be loaded.
        EngineError: the articles cannot be processed.
        InvalidTablesError: the tables break rules; the target is unchanged.
        OutputError: the target cannot be written; it is unchanged.
        TypeError: an option has the wrong type.
        ValueError: an option is not one of its choices.
    """
    place, cache_note = _cache(cache)
    options = BuildOptions(
        text_column=text_column,
        id_column=id_column,
        model=model,
        names=names,
        max_characters=max_characters,
        max_ratio=max_ratio,
        language_threshold=language_threshold,
        workers=workers,
        engine=engine,
        scheduler=scheduler,
        registry=None if registry is None else Path(registry),
        reviews=tuple(map(Path, several("reviews", reviews))),
        previous=None if previous is None else str(previous),
        package=None if package is None else Path(package),
        title=title,
        name=name,
        licence=licence,
        version=version,
        cache=place,
    )
    places = [sources] if isinstance(sources, str | Path) else several("sources", sources)
    articles = [path_or_url(one) for one in places]
    report = runner.build(articles, path_or_url(target), options, progress=shown_progress(progress))
    return report if cache_note is None else replace(report, cache_note=cache_note)


def _cache(cache: Path | str | bool) -> tuple[Path | str | None, str | None]:
    """Where results are kept, and why nothing is kept though it is asked for."""
    if not isinstance(cache, bool):
        return path_or_url(cache), None
    place = default_cache() if cache else None
    reason = why_unusable(place) if isinstance(place, Path) else None
    if reason is None:
        return place, None
    return None, (
        f"{place}: nothing is kept for the next build ({reason}); next: set NEWSROWS_CACHE to a folder that can be "
        "written, or build with --no-cache"
    )
