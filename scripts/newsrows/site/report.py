"""Writes a whole report: every page, and the files that the pages load."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from newsrows import atomic
from newsrows.progress import Progress, Silent
from newsrows.records import REVIEW_COLUMNS, Issue
from newsrows.site.article_pages import view_article, vocabularies
from newsrows.site.confidence import LEVELS, level_page
from newsrows.site.entity_pages import ArticleLink, article_links, view_entity
from newsrows.site.errors import ReportError
from newsrows.site.first_page import heading, overview
from newsrows.site.listing_pages import FIRST_ROWS, Listing, listings, row_files
from newsrows.site.marker import MARKER, MARKER_TEXT
from newsrows.site.package import Package, at_confidence, link
from newsrows.site.panels import Panel
from newsrows.site.rendering import render
from newsrows.site.repeats import view_groups
from newsrows.site.search_index import search_files
from newsrows.site.speaker_data import speaker_files
from newsrows.site.speech import days
from newsrows.site.tables import check_package, read_tables
from newsrows.site.timeline import periods
from newsrows.site.views import VIEWS, views

MAX_ARTICLES: Final = 5_000
_MAX_LATEST_ARTICLES: Final = 8
_MAX_ISSUES: Final = 1_000
_SILENT: Final = Silent()

_FIRST_PAGE: Final = "index.html"


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written: the page to open first, and the number of articles, pages and issues."""

    first_page: Path
    articles: int
    pages: int
    issues: int


@dataclass(frozen=True, slots=True)
class _Site:
    """What the pages are made of.

    `scripts` are the texts of data/<name>-<number>.js, by name; `search` are the names of those that the search loads.
    """

    package: Package
    title: str
    links: dict[str, ArticleLink]
    listings: tuple[Listing, ...]
    scripts: dict[str, tuple[str, ...]]
    search: tuple[str, ...]
    issues: Sequence[Issue]


def check_report(package: Path, out: Path, *, max_articles: int = MAX_ARTICLES) -> None:
    """Raise at once what `write_report` would raise: validating a large package first takes minutes.

    Raises:
        ReportError: there is no readable package, it has more than `max_articles` articles, or `out` cannot be written
            or holds files that are not a report.
    """
    _check_out(package, out)
    check_package(package, max_articles=max_articles)
    atomic.check_folder(out, _REPORT)


def write_report(
    package: Path,
    out: Path,
    *,
    issues: Sequence[Issue] = (),
    max_articles: int = MAX_ARTICLES,
    progress: Progress = _SILENT,
) -> ReportSummary:
    """Write a static site that shows a package.

    It opens from disk, without a server and without the network. A report in `out` is replaced when the new one is
    complete.

    Args:
        package: a folder with datapackage.json and data/parquet.
        out: where the report goes. It is made if it does not exist.
        issues: the results of validation. The report shows them, and shows all rows that it can.
        max_articles: the number of articles up to which a report is made; each has a page.
        progress: is told what happens.

    Raises:
        ReportError: there is no readable package, it has more than `max_articles` articles, or `out` cannot be written
            or holds files that are not a report.
    """
    _check_out(package, out)
    progress.step("reading the rows and linking them to their articles")
    tables = read_tables(package, max_articles=max_articles)
    shown_issues = (*sorted(issues, key=Issue.sort_key), *tables.left_out)
    site = _site(link(tables), shown_issues)
    pages = 0
    with atomic.replacing(out, _REPORT) as folder, _REPORT.explain_errors(out):
        _write(folder / MARKER, MARKER_TEXT)
        for address, text in progress.items(_files(site), _least_files(site), "file"):
            _write(folder / address, text)
            pages += address.endswith(".html")
        for name, scripts in site.scripts.items():
            for number, script in enumerate(scripts):
                _write(folder / "data" / f"{name}-{number}.js", script)
        with resources.as_file(resources.files("newsrows.site") / "assets") as assets:
            shutil.copytree(assets, folder / "assets", ignore=shutil.ignore_patterns("__pycache__"))
    return ReportSummary(out / _FIRST_PAGE, len(site.package.articles), pages, len(shown_issues))


# The folder of a report.


def _check_out(package: Path, out: Path) -> None:
    if out.resolve() in (package.resolve(), *package.resolve().parents):
        raise ReportError(f"{out}: holds the package itself; next: name a folder of its own with --out")
    if out.resolve().is_relative_to(package.resolve() / "data"):
        raise ReportError(f"{out}: found the tables of the package; next: name a folder outside of data/ with --out")
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out}: found a file, expected a folder for the report; next: name another with --out")


def _refuse_foreign(out: Path) -> None:
    foreign = [path for path in out.iterdir() if not path.name.startswith(atomic.OWN_PREFIX)]
    if foreign and not (out / MARKER).is_file():
        raise ReportError(
            f"{out}: found files without {MARKER}, expected a report or an empty folder; next: name another folder "
            "with --out, or empty this one"
        )


def _parts(stage: Path) -> list[str]:
    """Everything in the report's folder, the first page last."""
    return sorted((path.name for path in stage.iterdir()), key=lambda name: (name == _FIRST_PAGE, name))


_REPORT: Final = atomic.Output(
    name="report",
    option="--out",
    error=ReportError,
    refuse_foreign=_refuse_foreign,
    parts=_parts,
    owns_folder=True,
    durable=False,  # a report can be written again
)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


# The pages.


def _site(package: Package, issues: Sequence[Issue]) -> _Site:
    links = article_links(package)
    tables = listings(package, links)
    scripts = {listing.name: tuple(row_files(listing)) for listing in tables}
    search = search_files(package, links)
    scripts |= search
    span = periods(days(package))
    for level in LEVELS:
        scripts[f"speakers.{level}"] = tuple(speaker_files(at_confidence(package, level / 100), span))
    return _Site(package, heading(package), links, tables, scripts, tuple(search), issues)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its template, its address, what the template needs, and the panels on it that have a CSV file."""

    template: str
    address: str
    values: dict[str, Any]
    panels: tuple[Panel, ...] = ()


def _least_files(site: _Site) -> int:
    """The number of articles, people and organisations, each with a page; other pages are few beside them."""
    return len(site.package.articles) + len(site.package.entities)


def _files(site: _Site) -> Iterator[tuple[str, str]]:
    """The address of every page and CSV file, relative to the report's folder, and its text."""
    frame = {
        "title": site.title,
        "views": VIEWS,
        "sections": [(listing.page, listing.title) for listing in site.listings],
        "labels": site.package.labels,
    }
    for page in _described_pages(site):
        yield page.address, render(page.template, page.address, **frame, **page.values)
        for panel in page.panels:
            yield f"csv/{panel.name}.{page.values['level']}.csv", panel.csv_text()


def _described_pages(site: _Site) -> Iterator[_Page]:
    for level in LEVELS:
        sure = at_confidence(site.package, level / 100)
        yield _first_page(site, sure, level)
        for view in views(sure, level):
            values = {"view": view, **_level_values(view.page, level)}
            yield _Page("view", level_page(view.page, level), values, view.panels)
    yield _compare_page(site)
    for listing in site.listings:
        values = {"listing": listing, "first": FIRST_ROWS, "files": len(site.scripts[listing.name])}
        yield _Page("listing", listing.page, values)
    yield _Page("search", "search.html", {"files": {name: len(site.scripts[name]) for name in site.search}})
    if site.issues:
        yield _Page("issues", "issues.html", {"issues": site.issues[:_MAX_ISSUES], "total": len(site.issues)})
    yield from _article_pages(site)
    for entity in site.package.entities.values():
        for entity_view in view_entity(site.package, entity, site.links):
            yield _Page("entity", entity_view.page, {"view": entity_view})
    for group in view_groups(site.package, site.links):
        yield _Page("group", group.page, {"view": group, "is_utterance": group.row.table == "utterances"})


def _first_page(site: _Site, sure: Package, level: int) -> _Page:
    links = list(site.links.values())
    dated = [article for article in links if article.row["published_on"]]
    shown = overview(site.package, sure, level)
    values = {
        "overview": shown,
        "latest": (dated[::-1] or links)[:_MAX_LATEST_ARTICLES],
        "issues": site.issues,
        **_level_values(_FIRST_PAGE, level),
    }
    return _Page("overview", level_page(_FIRST_PAGE, level), values, shown.panels)


def _compare_page(site: _Site) -> _Page:
    span = periods(days(site.package))
    files = {str(level): len(site.scripts[f"speakers.{level}"]) for level in LEVELS}
    values = {"files": files, "periods": span.labels if span else (), "level_numbers": LEVELS}
    return _Page("compare", "compare.html", values)


def _level_values(page: str, level: int) -> dict[str, Any]:
    """What the choice of a confidence needs on a page."""
    return {"level": level, "levels": [(value, level_page(page, value)) for value in LEVELS]}


def _article_pages(site: _Site) -> Iterator[_Page]:
    links = list(site.links.values())
    choices = vocabularies()
    for previous, article, following in zip([None, *links], links, [*links[1:], None], strict=False):
        yield _Page(
            "article",
            article.page,
            {
                "view": view_article(site.package, article.row),
                "link": article,
                "before": previous,
                "after": following,
                "review_columns": REVIEW_COLUMNS,
                "vocabularies": choices,
            },
        )
