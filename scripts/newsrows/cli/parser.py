"""The parser of the command: its help, its options, and which function of `newsrows.cli.commands` runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from newsrows import __version__
from newsrows.cli import commands

EXIT_CODES = "Exit codes: 0 success, 1 problems found, 2 invalid usage."


class Parser(argparse.ArgumentParser):
    """A parser that takes options by their full names only; argparse makes subparsers of the same class.

    An abbreviation would change its meaning, or become an error, when another option is added.

    Args:
        add_arguments: adds the arguments of a command. It is called when the command is chosen, because the options of
            all commands together take longer to import than `newsrows --help` should.
        options: as for `argparse.ArgumentParser`.
    """

    def __init__(self, *, add_arguments: Callable[[Parser], None] | None = None, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)
        self._add_arguments = add_arguments

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse arguments, as `argparse.ArgumentParser` does."""
        self._add_own_arguments()
        return super().parse_known_args(args, namespace)

    def add_all_arguments(self) -> Parser:
        """Add the arguments of all commands at once, for programs that look at the whole parser."""
        self._add_own_arguments()
        for action in self._actions:
            for choice in action.choices.values() if isinstance(action.choices, Mapping) else ():
                if isinstance(choice, Parser):
                    choice.add_all_arguments()
        return self

    def _add_own_arguments(self) -> None:
        if self._add_arguments is not None:
            add_arguments, self._add_arguments = self._add_arguments, None
            add_arguments(self)


def parser() -> Parser:
    """The parser of the whole command; `run` of what it returns is the function to call."""
    main = Parser(
        prog="newsrows",
        description="Turns English news articles into linked, validated tables of people, organisations, quotes and "
        "statistics.",
        epilog=EXIT_CODES,
    )
    main.add_argument("--version", action="version", version=f"newsrows {__version__}")
    subparsers = main.add_subparsers(dest="command", metavar="COMMAND", required=True)
    subparsers.add_parser(
        "build",
        help="build a validated package from articles",
        description="Builds a package (data/csv, data/parquet, datapackage.json) from articles. The output folder is "
        "replaced only after the whole build succeeds. Without ARTICLES, builds seeds/ into this folder.",
        epilog="Unreadable files are skipped and listed in rejected.csv; the exit code is then 1. All other articles "
        "are built. Results are cached per article, so the next build processes only changed articles.",
        add_arguments=_add_build_arguments,
    )
    subparsers.add_parser(
        "validate",
        help="check a package",
        description="Checks the files, rows, keys and quotations of a package. A package that newsrows did not build "
        "is checked against its descriptor: files, hashes, columns, types, constraints and keys.",
        epilog=EXIT_CODES,
        add_arguments=_add_validate_arguments,
    )
    subparsers.add_parser(
        "describe",
        help="write a datapackage.json for tables that have none",
        description="Infers types, missing values, keys, dialects and encodings from all rows of tables, and writes a "
        "descriptor (docs/describing.md). Whatever is doubtful stays text.",
        epilog="Exit codes: 0 success, 2 a file cannot be read, or the descriptor exists already.",
        add_arguments=_add_describe_arguments,
    )
    subparsers.add_parser(
        "rules",
        help="list the rules of `newsrows validate`",
        description="Lists every rule with its sentence.",
        add_arguments=_add_rules_arguments,
    )
    subparsers.add_parser(
        "export",
        help="write a package's tables in other formats",
        description="Writes editions of a valid package to another folder; docs/editions.md describes them.",
        add_arguments=_add_export_arguments,
    )
    subparsers.add_parser(
        "report",
        help="write web pages that show each row in its article",
        description="Writes a static site that opens from disk: articles with their rows, people, tables, search.",
        add_arguments=_add_report_arguments,
    )
    subparsers.add_parser(
        "review",
        help="turn corrected Label Studio tasks into marks for a build",
        description="Compares tasks that Label Studio has exported as JSON with the rows of the package that they were "
        "made of, and writes the differences as marks, which `newsrows build --reviews` applies (docs/reviewing.md).",
        epilog=EXIT_CODES,
        add_arguments=_add_review_arguments,
    )
    subparsers.add_parser(
        "diff",
        help="compare two versions of a package",
        description="Compares the schemas, or the rows, of two versions of any data package.",
        add_arguments=_add_diff_arguments,
    )
    subparsers.add_parser(
        "demo",
        help="build the example articles and open their report",
        description="Builds 51 made-up articles of five outlets, writes their report, and opens it in a browser: a "
        "first look at what newsrows makes (docs/tutorial.md).",
        add_arguments=_add_demo_arguments,
    )
    subparsers.add_parser(
        "evaluate",
        help="measure the quotes against annotated articles, or any rows by readers' marks",
        description="Builds the texts of a folder of annotated articles and measures the quotes (docs/evaluation.md), "
        "or says how many of the rows that readers marked were right (docs/reviewing.md).",
        add_arguments=_add_evaluate_arguments,
    )
    subparsers.add_parser(
        "cache",
        help="show or clear the results that are kept between builds",
        description="Says where results are kept between builds and how large they are; --clear removes them.",
        add_arguments=_add_cache_arguments,
    )
    return main


def _add_build_arguments(parser: Parser) -> None:
    from newsrows.cli.options import add_options  # noqa: PLC0415 - for this command only
    from newsrows.pipeline.options import BuildOptions  # noqa: PLC0415

    parser.add_argument(
        "articles",
        metavar="ARTICLES",
        nargs="*",
        help="folders or files: text, web pages, JSON, CSV, Parquet, web archives ... (docs/formats.md), URLs, "
        "or - for standard input",
    )
    parser.add_argument("--out", metavar="DIR", help="folder or URL of the package (default: package)")
    add_options(parser, BuildOptions)
    parser.add_argument("--dry-run", action="store_true", help="say what would be read, and build nothing")
    _add_quiet(parser)
    parser.add_argument(
        "--strict", action="store_true", help="exit 1 also if a file was skipped, or a column of a metadata.csv ignored"
    )
    parser.add_argument("--no-cache", action="store_true", help="process every article again and keep nothing")
    parser.add_argument(
        "--open", action="store_true", help="write the report to the folder DIR-report and open it in a browser"
    )
    parser.set_defaults(run=commands.build)


def _add_validate_arguments(parser: Parser) -> None:
    from newsrows.api.options import ValidateOptions  # noqa: PLC0415 - for this command only
    from newsrows.cli.options import add_options  # noqa: PLC0415

    _add_package(parser, "folder, datapackage.json or zip file")
    parser.add_argument(
        "--format", choices=["text", "json", "github"], default="text", help="form of the result (default: text)"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 also if a part was skipped")
    add_options(parser, ValidateOptions)
    parser.set_defaults(run=commands.validate)


def _add_describe_arguments(parser: Parser) -> None:
    from newsrows.api.options import DescribeOptions  # noqa: PLC0415 - for this command only
    from newsrows.cli.options import add_options  # noqa: PLC0415

    parser.add_argument(
        "files", metavar="FILES", nargs="+", type=Path, help="CSV, TSV, JSON, JSON Lines, Parquet or Excel files"
    )
    add_options(parser, DescribeOptions)
    parser.set_defaults(run=commands.describe)


def _add_rules_arguments(parser: Parser) -> None:
    parser.set_defaults(run=commands.rules)


def _add_export_arguments(parser: Parser) -> None:
    from newsrows.api.options import ExportOptions  # noqa: PLC0415 - for this command only
    from newsrows.cli.options import add_options  # noqa: PLC0415

    _add_package(parser, "folder of the package")
    parser.add_argument("--to", metavar="DIR", required=True, help="folder of the editions")
    _add_quiet(parser)
    add_options(parser, ExportOptions)
    parser.set_defaults(run=commands.export)


def _add_report_arguments(parser: Parser) -> None:
    from newsrows.api.options import ReportOptions  # noqa: PLC0415 - for this command only
    from newsrows.cli.options import add_options  # noqa: PLC0415

    _add_package(parser, "folder of the package")
    parser.add_argument("--out", metavar="DIR", default="report", help="folder of the pages (default: %(default)s)")
    parser.add_argument("--open", action="store_true", help="open the first page in a browser")
    _add_quiet(parser)
    add_options(parser, ReportOptions)
    parser.set_defaults(run=commands.report)


def _add_demo_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("newsrows-demo"), help="folder of both (default: %(default)s)"
    )
    parser.add_argument("--no-open", action="store_true", help="write the report without opening it")
    _add_quiet(parser)
    parser.set_defaults(run=commands.demo)


def _add_review_arguments(parser: Parser) -> None:
    parser.add_argument(
        "files", metavar="FILES", nargs="+", type=Path, help="Label Studio's exports in the format JSON"
    )
    parser.add_argument(
        "--package",
        metavar="DIR",
        type=Path,
        default=commands.OWN_PACKAGE,
        help="folder of the package that the tasks were made of (default: this folder)",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=Path("reviews.csv"),
        help="file of marks to write, which must not exist (default: %(default)s)",
    )
    parser.add_argument("--confirm", action="store_true", help="mark the rows that were left as they are as right")
    parser.set_defaults(run=commands.review)


def _add_diff_arguments(parser: Parser) -> None:
    from newsrows.cli import diff  # noqa: PLC0415 - for this command only

    diff.add_arguments(parser)
    parser.set_defaults(run=commands.diff)


def _add_evaluate_arguments(parser: Parser) -> None:
    parser.add_argument("gold", metavar="GOLD_DIR", nargs="?", type=Path, help="a folder with gold.jsonl and text/")
    parser.add_argument(
        "--reviews", metavar="FILE", nargs="+", type=Path, help="marks saved from the pages of a report"
    )
    parser.add_argument("--package", metavar="DIR", type=Path, help="measure this package instead of building one")
    parser.add_argument("--model", metavar="NAME", help="spaCy pipeline: an installed package or a folder")
    parser.add_argument(
        "--last",
        metavar="FILE",
        type=Path,
        default=Path(".newsrows") / "last-evaluation.json",
        help="results of the last run, which are compared and then replaced (default: %(default)s)",
    )
    parser.set_defaults(run=commands.evaluate)


def _add_cache_arguments(parser: Parser) -> None:
    parser.add_argument("--clear", action="store_true", help="remove all results")
    parser.set_defaults(run=commands.cache)


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="print problems only: no progress, no summary")


def _add_package(parser: argparse.ArgumentParser, kinds: str) -> None:
    parser.add_argument(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=Path,
        default=commands.OWN_PACKAGE,
        help=f"{kinds} (default: this folder)",
    )
