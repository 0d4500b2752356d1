"""Reads the articles without building anything: what `newsrows build --dry-run` tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsrows.pipeline.options import BuildOptions
from newsrows.pipeline.own_output import refuse_own_output, refuse_target_among_sources
from newsrows.records import Rejected, WebPage
from newsrows.sources import Omissions, ReadOptions, find_files, read_unopened
from newsrows.sources.locate.suffixes import kind_of

_LISTED = 20


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a build would read.

    Attributes:
        files: the number of files by their suffix.
        articles: the number of articles, without those in web pages.
        pages: the number of web pages, which are not opened.
        words: the number of words of the articles.
        rejected: the first files and records that cannot be read.
        rejected_count: the number of them.
        skipped: the number of files that are not read, by their suffix.
        ignored_columns: metadata.csv files with columns that are not used, and the names of these columns.
    """

    files: dict[str, int]
    articles: int
    pages: int
    words: int
    rejected: tuple[Rejected, ...]
    rejected_count: int
    skipped: dict[str, int]
    ignored_columns: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        """A line such as 'would read 3 articles (40 words) and 1 web page from 3 files: 2 .txt, 1 .html'."""
        count = sum(self.files.values())
        kinds = sorted(self.files.items(), key=lambda item: (-item[1], item[0]))
        pages = f" and {_counted(self.pages, 'web page')}" if self.pages else ""
        named = ", ".join(f"{number:,} {kind}" for kind, number in kinds)
        return (
            f"would read {_counted(self.articles, 'article')} ({self.words:,} words){pages} from "
            f"{_counted(count, 'file')}: {named}"
        )


def dry_run(sources: Sequence[Path | str], target: Path | str, options: BuildOptions) -> DryRun:
    """Read all articles in the sources, and count them; no model is loaded, and nothing is written.

    Web pages are not opened, and languages are not detected, so a build may reject more.

    Args:
        sources: see `newsrows.pipeline.build`.
        target: the same.
        options: the options for reading are used.

    Raises:
        NewsrowsError: the sources or the target cannot be used.
    """
    refuse_target_among_sources(sources, target)
    files = find_files(sources)
    refuse_own_output(sources, files.files)
    omissions, rejected = Omissions(), list[Rejected]()
    articles = pages = words = rejected_count = 0
    reading = ReadOptions(options.max_characters, options.text_column, options.id_column, options.max_ratio)
    for item in read_unopened(files, reading, omissions):
        if isinstance(item, Rejected):
            rejected_count += 1
            if len(rejected) < _LISTED:
                rejected.append(item)
        elif isinstance(item, WebPage):
            pages += 1
        else:
            articles += 1
            words += len(item.text.split())
    return DryRun(
        files=dict(Counter(kind_of(file.file_name) for file in files.files)),
        articles=articles,
        pages=pages,
        words=words,
        rejected=tuple(rejected),
        rejected_count=rejected_count,
        skipped=dict(omissions.skipped),
        ignored_columns=tuple(omissions.ignored_columns),
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
