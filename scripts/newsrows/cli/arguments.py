"""The arguments of each command, and which function of `newsrows.cli.commands` runs it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from newsrows import __version__
from newsrows.cli import commands

Subparsers = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


class _Parser(argparse.ArgumentParser):
    """A parser that takes options by their full names only; argparse makes subparsers of the same class.

    An abbreviation would change its meaning, or become an error, when another option is added.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command; `run` of what it returns is the function to call."""
    whole: argparse.ArgumentParser = _Parser(
        prog="newsrows",
        description="English news articles in; linked, validated tables of people, organisations, quotes, figures out.",
        epilog="Exit codes: 0 fine, 1 something was found, 2 used wrongly.",
    )
    whole.add_argument("--version", action="version", version=f"newsrows {__version__}")
    subparsers = whole.add_subparsers(dest="command", metavar="COMMAND")
    whole.set_defaults(run=lambda _: commands.help_without_command(whole))
    for add in (_add_build, _add_validate, _add_rules, _add_export, _add_report, _add_diff, _add_evaluate, _add_cache):
        add(subparsers)
    return whole


def _add_build(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "build",
        help="articles in, a validated package out",
        description="Build a package (data/csv, data/parquet, datapackage.json) from articles. "
        "Without ARTICLES, seeds/ is built into this folder.",
    )
    parser.add_argument(
        "articles",
        metavar="ARTICLES",
        nargs="*",
        type=_place,
        help="folders or files: text, web pages, JSON, CSV, Parquet, web archives ... (docs/formats.md), URLs of such, "
        "or - for standard input",
    )
    parser.add_argument("--out", metavar="DIR", type=_place, help="where the package goes (default: package)")
    parser.add_argument(
        "--text-column", metavar="NAME", help="column or JSON key of the text (default: one of the usual names)"
    )
    parser.add_argument("--id-column", metavar="NAME", help="likewise of article_id; '' numbers the records")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline: an installed package or a folder")
    parser.add_argument(
        "--names",
        choices=["accurate", "fast"],
        default="accurate",
        help="what finds names: the encoder, or its smaller and faster student (default: %(default)s)",
    )
    parser.add_argument(
        "--max-characters",
        metavar="N",
        type=int,
        default=1_000_000,
        help="reject longer articles (default: %(default)s characters)",
    )
    parser.add_argument(
        "--max-ratio",
        metavar="N",
        type=int,
        default=250,
        help="refuse archives that unpack to more than N times their size (default: %(default)s)",
    )
    parser.add_argument("--workers", metavar="N", type=int, default=1, help="processes to use (default: %(default)s)")
    parser.add_argument(
        "--engine",
        choices=["local", "dask"],
        default="local",
        help="what works on the articles: processes here, or a Dask cluster (docs/engines.md)",
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="of a Dask cluster, as tcp://host:8786 (default: made here)"
    )
    parser.add_argument(
        "--registry",
        metavar="FILE",
        type=Path,
        help="your own people and organisations, a CSV with id, name, aliases, wikidata_id (docs/resolution.md)",
    )
    parser.add_argument(
        "--reviews",
        metavar="FILE",
        nargs="+",
        type=Path,
        default=(),
        help="marks saved from the pages of a report: rows confirmed, corrected, left out (docs/reviewing.md)",
    )
    parser.add_argument("--no-cache", action="store_true", help="compute everything anew and keep nothing")
    parser.set_defaults(run=commands.build)


def _add_validate(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "validate",
        help="check a package",
        description="Check the files, rows, keys and quotations of a package. Of one that newsrows did not build, "
        "check what its descriptor says: files, hashes, columns, types, constraints and keys.",
    )
    _add_package(parser)
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="default: text")
    parser.add_argument(
        "--max-json",
        metavar="SIZE",
        default="16MB",
        help="refuse larger descriptors and schemas (default: %(default)s)",
    )
    parser.add_argument(
        "--max-unpacked", metavar="SIZE", default="8GB", help="refuse what is larger unpacked (default: %(default)s)"
    )
    parser.add_argument(
        "--max-files",
        metavar="N",
        type=int,
        default=10_000,
        help="refuse larger zip files (default: %(default)s files)",
    )
    parser.set_defaults(run=commands.validate)


def _add_rules(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "rules", help="list the rules that a package must keep", description="List every rule."
    )
    parser.set_defaults(run=commands.rules)


def _add_export(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "export",
        help="write a package's tables anew: as SQLite, Excel, one zip ...",
        description="Write editions of a valid package to another folder; docs/editions.md says what each one is.",
    )
    _add_package(parser)
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help="where the editions go")
    parser.add_argument(
        "--format",
        metavar="NAMES",
        default="csv,parquet",
        help="csv, parquet, sqlite, duckdb, xlsx, zip, jsonl, croissant, with commas between (default: %(default)s)",
    )
    parser.add_argument("--without-text", action="store_true", help="leave out the articles' text")
    parser.set_defaults(run=commands.export)


def _add_diff(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    from newsrows.diff.arguments import add_arguments  # noqa: PLC0415

    parser = subparsers.add_parser(
        "diff",
        help="say what changed between two versions of a package, and whom it breaks",
        description="Compare the schemas, or the rows, of two versions of any data package.",
    )
    add_arguments(parser)
    parser.set_defaults(run=commands.diff)


def _add_report(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "report",
        help="a static site to read the rows in their articles",
        description="Write pages that open from disk: each article with its rows, people, tables, search.",
    )
    _add_package(parser)
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("report"), help="where the pages go (default: %(default)s)"
    )
    parser.add_argument("--max-articles", metavar="N", type=int, help="refuse packages of more articles")
    parser.set_defaults(run=commands.report)


def _add_evaluate(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "evaluate",
        help="judge the quotes against annotated articles, or any rows by readers' marks",
        description="Build the texts of a gold folder and judge the quotes found (docs/evaluation.md), or say how many "
        "of the rows that readers marked were right (docs/reviewing.md).",
    )
    parser.add_argument("gold", metavar="GOLD_DIR", nargs="?", type=Path, help="a folder with gold.jsonl and text/")
    parser.add_argument(
        "--reviews", metavar="FILE", nargs="+", type=Path, help="marks saved from the pages of a report"
    )
    parser.add_argument("--package", metavar="DIR", type=Path, help="judge this package instead of building one")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline: an installed package or a folder")
    parser.add_argument(
        "--last",
        metavar="FILE",
        type=Path,
        default=Path(".newsrows") / "last-evaluation.json",
        help="the last run's figures: compared with, then replaced (default: %(default)s)",
    )
    parser.set_defaults(run=commands.evaluate)


def _add_cache(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "cache",
        help="what is kept between builds: look at it, clear it",
        description="Say where findings are kept between builds, and how much there is; with --clear, remove them.",
    )
    parser.add_argument("--clear", action="store_true", help="remove all that is kept")
    parser.set_defaults(run=commands.cache)


def _place(written: str) -> Path | str:
    """A path, or what is none: a URL, or standard input."""
    return written if "://" in written or written == "-" else Path(written)


def _add_package(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=Path,
        default=commands.OWN_PACKAGE,
        help="a folder, or to validate also a datapackage.json or a zip file (default: this folder)",
    )
