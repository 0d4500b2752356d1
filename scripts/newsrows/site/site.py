"""A whole report: every page, the files that the pages read, and how large it all is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from time import perf_counter
from typing import Any

from newsrows.records import REVIEW_COLUMNS, Issue
from newsrows.site.article_pages import view_article
from newsrows.site.entity_pages import ArticleLink, article_links, view_entity
from newsrows.site.errors import ReportError
from newsrows.site.first_page import overview
from newsrows.site.folder import check_out, replaced
from newsrows.site.listing_pages import FIRST_ROWS, Listing, listings, row_files
from newsrows.site.package import Package, link
from newsrows.site.rendering import render
from newsrows.site.review_form import vocabularies
from newsrows.site.search_index import search_files
from newsrows.site.tables import check_package, read_tables

MAX_ARTICLES = 5_000
_FIRST_ARTICLES = 12
_MOST_ISSUES = 1_000


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written: `first_page` to open, sizes in bytes, time in seconds."""

    first_page: Path
    articles: int
    pages: int
    files: int
    size: int
    largest_page: Path
    largest_page_size: int
    issues: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the pages are made of; `scripts` are the texts of data/<name>-<number>.js by name."""

    package: Package
    links: dict[str, ArticleLink]
    tables: tuple[Listing, ...]
    scripts: dict[str, tuple[str, ...]]
    issues: Sequence[Issue]


def check_report(package: Path, out: Path, *, max_articles: int = MAX_ARTICLES) -> None:
    """Stop early where `write_report` would: validation of a large package takes minutes.

    Raises:
        ReportError: there is no readable package, it has more than `max_articles` articles, or `out` cannot be written
            or holds files that are no report.
    """
    _refuse_nesting(package, out)
    check_package(package, max_articles=max_articles)
    check_out(out)


def write_report(
    package: Path, out: Path, *, issues: Sequence[Issue] = (), max_articles: int = MAX_ARTICLES
) -> ReportSummary:
    """Write a static site that shows `package` (a folder with datapackage.json and data/parquet) into the folder `out`.

    It opens from disk, without a server and without the network. `issues` are what validation found: they are
    shown, and keep no page from being made. A report that is there already is replaced as a whole.

    Raises:
        ReportError: there is no readable package, it has more than `max_articles` articles, or `out` cannot be written
            or holds files that are no report.
    """
    began = perf_counter()
    _refuse_nesting(package, out)
    tables = read_tables(package, max_articles=max_articles)
    linked = link(tables)
    shown = (*sorted(issues, key=Issue.sort_key), *tables.left_out)
    contents = _contents(linked, shown)
    with replaced(out) as folder:
        for page, html in _pages(contents):
            _write(folder / page, html)
        for name, scripts in contents.scripts.items():
            for number, script in enumerate(scripts):
                _write(folder / "data" / f"{name}-{number}.js", script)
        assets = resources.files("newsrows.site") / "assets"
        with resources.as_file(assets) as source:
            shutil.copytree(source, folder / "assets", ignore=shutil.ignore_patterns("__pycache__"))
    return _summary(out, len(linked.articles), len(shown), perf_counter() - began)


def _refuse_nesting(package: Path, out: Path) -> None:
    if out.resolve() in (package.resolve(), *package.resolve().parents):
        raise ReportError(f"{out}: holds the package itself; next: give a folder of its own with --out")


def _contents(package: Package, issues: Sequence[Issue]) -> _Contents:
    links = article_links(package)
    tables = listings(package, links)
    scripts = {table.name: tuple(row_files(table)) for table in tables}
    scripts["search"] = tuple(search_files(package, links))
    return _Contents(package, links, tables, scripts, issues)


def _pages(contents: _Contents) -> Iterator[tuple[str, str]]:
    """Every page: its place relative to the top of the report, and its HTML."""
    sections = [(table.page, table.title) for table in contents.tables]
    for template, page, values in _described(contents):
        yield page, render(template, page, title=contents.package.title, sections=sections, **values)


def _described(contents: _Contents) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every page: its template, its place, and what the template needs."""
    yield "overview", "index.html", _first_page(contents)
    for table in contents.tables:
        values = {"listing": table, "first": FIRST_ROWS, "files": len(contents.scripts[table.name])}
        yield "listing", table.page, values
    yield "search", "search.html", {"files": len(contents.scripts["search"])}
    if contents.issues:
        yield "issues", "issues.html", {"issues": contents.issues[:_MOST_ISSUES], "total": len(contents.issues)}
    yield from _article_pages(contents)
    for entity in contents.package.entities.values():
        for view in view_entity(contents.package, entity, contents.links):
            yield "entity", view.page, {"view": view}


def _article_pages(contents: _Contents) -> Iterator[tuple[str, str, dict[str, Any]]]:
    links = list(contents.links.values())
    choices = vocabularies()
    for link_before, own, link_after in zip([None, *links], links, [*links[1:], None], strict=False):
        yield (
            "article",
            own.page,
            {
                "view": view_article(contents.package, own.row),
                "link": own,
                "before": link_before,
                "after": link_after,
                "review_columns": REVIEW_COLUMNS,
                "vocabularies": choices,
            },
        )


def _first_page(contents: _Contents) -> dict[str, Any]:
    links = list(contents.links.values())
    dated = [own for own in links if own.row.published_on]
    return {
        "overview": overview(contents.package),
        "newest": (dated[::-1] or links)[:_FIRST_ARTICLES],
        "issues": contents.issues,
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _summary(out: Path, articles: int, issues: int, seconds: float) -> ReportSummary:
    sizes = {path: path.stat().st_size for path in out.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.suffix == ".html"}
    largest = max(pages, key=lambda path: (pages[path], str(path)))
    return ReportSummary(
        out / "index.html",
        articles,
        len(pages),
        len(sizes),
        sum(sizes.values()),
        largest,
        pages[largest],
        issues,
        seconds,
    )
