"""The options of `newsrows diff`, and the way from them to a text and an exit code.

Importing this module is cheap: what reads and compares is imported by `run`.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

FORMATS = ("text", "markdown", "github", "json", "sarif")
DATA_FORMATS = ("text", "markdown", "json")
EPILOG = "exit codes: 0 fine, 1 the bump is too small or a deprecation was ignored, 2 could not compare"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two commands `schema` and `data` to the parser of `newsrows diff`."""
    commands = parser.add_subparsers(dest="diff_command", required=True, metavar="{schema,data}")
    schema = commands.add_parser(
        "schema",
        help="say which schema changes break whom, and whether the version was raised enough",
        description="Compare two versions of a data package (or of a set of Table Schemas).",
        epilog=EPILOG,
    )
    _add_schema(schema)
    _add_reading(schema)
    data = commands.add_parser(
        "data",
        help="say which rows were added, removed or changed",
        description="Compare the rows of two versions of a data package by their primary keys.",
        epilog="exit codes: 0 fine, 1 more rows than a limit allows, 2 could not compare",
    )
    _add_data(data)
    _add_reading(data)


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "packages",
        nargs="*",
        metavar="OLD NEW",
        help="datapackage.json, Table Schema, folder, zip, or REF:path; with one, it is NEW (default: .)",
    )
    parser.add_argument(
        "--against",
        nargs="?",
        const="",
        metavar="REF",
        help="compare NEW with itself at a git ref: by default the last version tag, else the last of --released",
    )
    parser.add_argument(
        "--released",
        type=Path,
        default=Path("schemas/released"),
        metavar="FOLDER",
        help="released schemas, one folder a version, for clones without tags (default: %(default)s)",
    )
    parser.add_argument(
        "--policy",
        choices=("reader", "producer", "both", "recipe"),
        default="reader",
        help="on whose account changes are judged",
    )
    parser.add_argument(
        "--gate",
        choices=("patch", "minor", "major"),
        default="patch",
        help="lowest level of change that asks for a version",
    )
    parser.add_argument("--strict-zero", action="store_true", help="treat versions below 1.0.0 like any other")
    parser.add_argument("--old-version", metavar="VERSION", help="version of OLD, if it names none")
    parser.add_argument("--new-version", metavar="VERSION", help="version of NEW, if it names none")
    parser.add_argument("--accepted", type=Path, metavar="FILE", help="TOML file of accepted changes")
    parser.add_argument(
        "--today", type=_day, metavar="DATE", help="the day on which deprecations and accepted changes are judged"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report")


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="package: datapackage.json, folder, zip, or REF:path")
    parser.add_argument("new", metavar="NEW", help="package to compare with it")
    parser.add_argument("--table", action="append", metavar="NAME", help="compare only this table (repeatable)")
    for name in ("removed", "added", "changed"):
        parser.add_argument(f"--max-{name}", metavar="N|N%%", help=f"fail if more rows of a table were {name}")
    parser.add_argument(
        "--max-shrink", metavar="N|N%%", help="fail if a table has fewer rows than before, by more than this"
    )
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="TABLE=FIELD,FIELD",
        help="fields that tell rows apart, for a table without a primary key (repeatable)",
    )
    parser.add_argument(
        "--examples", type=int, default=3, metavar="N", help="examples of each kind (default: %(default)s)"
    )
    parser.add_argument("--format", choices=DATA_FORMATS, default="text", help="form of the report")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-property",
        action="append",
        default=[],
        metavar="NAME",
        help="a property that is not known but harmless (repeatable; '*' for all)",
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="URL=FOLDER",
        help="read schemas below a URL from a folder (repeatable); nothing is fetched",
    )
    parser.add_argument(
        "--max-json",
        default="16MB",
        metavar="SIZE",
        help="largest descriptor or schema that is read (default: %(default)s)",
    )
    parser.add_argument(
        "--max-unpacked", default="8GB", metavar="SIZE", help="most that is unpacked of one file (default: %(default)s)"
    )
    parser.add_argument(
        "--max-files",
        type=int,
        default=10_000,
        metavar="N",
        help="most files in a folder or zip (default: %(default)s)",
    )
    parser.add_argument(
        "--max-depth", type=int, default=64, metavar="N", help="deepest nesting of JSON (default: %(default)s)"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2026-12-31, found {text!r}") from None


def run(options: argparse.Namespace) -> tuple[str, int]:
    """Carry out `newsrows diff schema` or `newsrows diff data`.

    Returns:
        The report, without a line end, and the exit code: 0 fine, 1 something found, 2 could not compare.
    """
    if options.diff_command == "data":
        from newsrows.diff.run_data import run_data as command  # noqa: PLC0415  polars takes a while
    else:
        from newsrows.diff.run_schema import run_schema as command  # noqa: PLC0415
    text, code = command(options)
    return text.rstrip("\n"), code
