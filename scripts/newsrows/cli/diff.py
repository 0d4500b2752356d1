"""The commands of `newsrows diff`: their options, and the way from these to a text and an exit code.

Importing this module is cheap: `run` imports what reads and compares. Schemas are compared without any library.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from newsrows.cli.options import add_options, read_options
from newsrows.cli.printing import INVALID_USAGE, PROBLEMS, SUCCESS
from newsrows.diff.options import DataDiffOptions, DataFormat, SchemaDiffOptions, SchemaFormat

if TYPE_CHECKING:
    from newsrows import ArticleDiff, DataDiff, SchemaDiff


_TABLES = ("csv", "parquet")  # the formats of the difference as a table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the commands `schema`, `data` and `article` to the parser of `newsrows diff`."""
    commands = parser.add_subparsers(dest="diff_command", required=True, metavar="{schema,data,article}")
    schema = commands.add_parser(
        "schema",
        help="say which schema changes break readers, and which version they require",
        description="Compares the schemas of two versions of a data package (or of a set of Table Schemas).",
        epilog="Exit codes: 0 success, 1 the version is too low or a deprecation was ignored, 2 could not compare.",
    )
    schema.add_argument(
        "packages",
        nargs="*",
        metavar="OLD NEW",
        help="datapackage.json, Table Schema, folder, zip file, or REF:path; a single one is NEW (default: .)",
    )
    schema.add_argument(
        "--against",
        nargs="?",
        const="",
        metavar="REF",
        help="compare NEW with itself at a git ref (default: the last version tag, or else the last of --released)",
    )
    schema.add_argument(
        "--released",
        type=Path,
        default=Path("schemas/released"),
        metavar="FOLDER",
        help="released schemas, one folder per version, for clones without tags (default: %(default)s)",
    )
    add_options(schema, SchemaDiffOptions)
    schema.add_argument(
        "--format", choices=get_args(SchemaFormat), default="text", help="form of the report (default: text)"
    )
    data = commands.add_parser(
        "data",
        help="say which rows were added, removed or changed",
        description="Compares the rows of two versions of a data package by their primary keys.",
        epilog="Exit codes: 0 success, 1 a limit is exceeded, 2 could not compare.",
    )
    data.add_argument("old", metavar="OLD", help="package: datapackage.json, folder, zip file, or REF:path")
    data.add_argument("new", metavar="NEW", help="package to compare with it")
    add_options(data, DataDiffOptions)
    data.add_argument(
        "--format",
        choices=get_args(DataFormat),
        default="text",
        help="form of the report (default: text); csv and parquet: a row per changed cell",
    )
    article = commands.add_parser(
        "article",
        help="say which quotes, figures and people came, went or changed between two versions of an article",
        description="Compares two versions of one article: the quotes, figures, people and organisations in them.",
        epilog="Exit codes: 0 success, 2 could not compare.",
    )
    article.add_argument("old", metavar="OLD", help="file with the article; with --article a package")
    article.add_argument("new", metavar="NEW", help="file or package to compare with it")
    article.add_argument("--article", metavar="ID", help="article_id, if OLD and NEW are packages")
    article.add_argument(
        "--format", choices=["text", "json"], default="text", help="form of the report (default: text)"
    )


def run(options: argparse.Namespace) -> tuple[str, int]:
    """Carry out `newsrows diff schema`, `newsrows diff data` or `newsrows diff article`.

    Returns:
        The report, without a line end, and the exit code. What cannot be compared is reported in the same form.
    """
    from newsrows.api.explanation import explain  # noqa: PLC0415
    from newsrows.records import PackageError, SourceError  # noqa: PLC0415

    form = "text" if options.format in _TABLES else options.format
    try:
        if options.diff_command == "article":
            return explain(_compare_articles(options), form), SUCCESS
        if options.diff_command == "data" and options.format in _TABLES:
            _check_output(options)
            data = _compare_data(options, cells=options.output is None)
            if data.cells is not None:
                for problem in data.problems:
                    print(f"Problem: {problem}", file=sys.stderr)
                return data.cells.write_csv().rstrip("\n"), SUCCESS if data.passes else PROBLEMS
            diff: DataDiff | SchemaDiff = data
        else:
            diff = _compare_data(options) if options.diff_command == "data" else _compare_schemas(options)
    except (PackageError, SourceError) as error:
        from newsrows.diff.schemas.report import format_error  # noqa: PLC0415

        return format_error(str(error), form).rstrip("\n"), INVALID_USAGE
    return explain(diff, form), SUCCESS if diff.passes else PROBLEMS


def _check_output(options: argparse.Namespace) -> None:
    """Refuse a table's format without a file that can have it."""
    from newsrows.records import PackageError  # noqa: PLC0415

    if options.output is None and options.format == "parquet":
        raise PackageError("--format parquet: found no --output, expected a file to write, such as diff.parquet")
    if options.output is not None and options.output.suffix.lower() != f".{options.format}":
        raise PackageError(f"--output {options.output}: expected a name that ends in .{options.format}")


def _compare_data(options: argparse.Namespace, *, cells: bool = False) -> DataDiff:
    from newsrows.api.differences import diff_data  # noqa: PLC0415

    return diff_data(options.old, options.new, **{**vars(read_options(options, DataDiffOptions)), "cells": cells})


def _compare_articles(options: argparse.Namespace) -> ArticleDiff:
    from newsrows.api.article_versions import diff_articles  # noqa: PLC0415 - it imports the models' code

    return diff_articles(options.old, options.new, article=options.article)


def _compare_schemas(options: argparse.Namespace) -> SchemaDiff:
    from newsrows.api.differences import diff_schemas  # noqa: PLC0415

    old, new = _sources(options)
    return diff_schemas(old, new, **vars(read_options(options, SchemaDiffOptions)))


def _sources(options: argparse.Namespace) -> tuple[str, str]:
    """The old and the new package; without OLD, the last version of NEW."""
    from newsrows.diff.schemas.baseline import baseline_source  # noqa: PLC0415
    from newsrows.records import PackageError  # noqa: PLC0415

    packages = options.packages
    if len(packages) == 2 and options.against is None:
        return packages[0], packages[1]
    if len(packages) > 1:
        raise PackageError("expected OLD and NEW, or NEW with --against REF")
    new = packages[0] if packages else "."
    return baseline_source(new, options.against or None, options.released), new
