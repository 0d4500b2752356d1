"""The command: arguments, printing and exit codes. The only module that prints.

Each command imports what it needs when it runs, so that `newsrows --help` answers at once.

Exit codes: 0 all is fine, 1 something was found (invalid rows, rejected articles), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows import __version__
from newsrows.records import NewsrowsError

if TYPE_CHECKING:
    from newsrows.build import BuildReport
    from newsrows.records import Article

OWN_ARTICLES = Path("seeds")
OWN_PACKAGE = Path()
FINE, FOUND, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (by default the process's own) name, and return its exit code."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except NewsrowsError as error:
        _complain(f"newsrows {options.command}: {error}")
        return MISUSED
    except KeyboardInterrupt:
        _complain(f"newsrows {options.command}: interrupted; what was there before is as it was")
        return INTERRUPTED
    except BrokenPipeError:  # newsrows rules | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsrows",
        description="English news articles in; linked, validated tables of people, organisations, quotes and statistics out.",
        epilog="Exit codes: 0 fine, 1 something was found, 2 used wrongly.",
    )
    parser.add_argument("--version", action="version", version=f"newsrows {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_validate(commands)
    _add_rules(commands)
    return parser


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "build",
        help="articles in, a validated package out",
        description="Build a package (data/csv, data/parquet, datapackage.json) from articles. "
        "Without ARTICLES, seeds/ is built into this folder.",
    )
    parser.add_argument(
        "articles", metavar="ARTICLES", nargs="*", type=Path, help="folders of .txt and .md files, or single files"
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the package goes (default: package)")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline: an installed package or a folder")
    parser.add_argument(
        "--max-characters",
        metavar="N",
        type=int,
        default=1_000_000,
        help="reject longer articles (default: %(default)s characters)",
    )
    parser.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from newsrows.extract.threads import limit_threads  # noqa: PLC0415

    limit_threads()
    from newsrows.build import InvalidTablesError, build  # noqa: PLC0415

    own = not options.articles
    model = {"model": options.model} if options.model else {}
    try:
        report = build(
            [OWN_ARTICLES] if own else options.articles,
            options.out or (OWN_PACKAGE if own else Path("package")),
            max_characters=options.max_characters,
            progress=_progress_bar,
            **model,
        )
    except InvalidTablesError as error:
        from newsrows.validate import explain  # noqa: PLC0415

        print(explain(error.issues, "text"))
        _complain("newsrows build: the tables do not validate, so nothing was published; next: report the rows above")
        return FOUND
    _summarise(report)
    return FOUND if report.rejected else FINE


def _progress_bar(articles: Iterable[Article], total: int) -> Iterable[Article]:
    from tqdm import tqdm  # noqa: PLC0415

    return tqdm(articles, total=total, unit="article", disable=None, leave=False)  # None: only on a terminal


def _summarise(report: BuildReport) -> None:
    for article in report.recoded:
        _complain(
            f"{article.file_name}: read as {article.encoding}, for it is no UTF-8; next: check its accents and quotes"
        )
    for rejected in report.rejected:
        _complain(f"{rejected.file_name}: left out: {rejected.reason}")
    width = max(map(len, report.rows))
    for name, rows in report.rows.items():
        print(f"{name:{width}}  {rows:>9,}")
    print(
        f"{report.words:,} words in {report.seconds:.1f} s ({report.words / report.seconds:,.0f} a second) "
        f"-> {report.folder / 'datapackage.json'}"
    )


def _add_validate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "validate", help="check a package", description="Check the files, rows, keys and quotations of a package."
    )
    parser.add_argument(
        "package", metavar="PACKAGE", nargs="?", type=Path, default=OWN_PACKAGE, help="its folder (default: this one)"
    )
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="default: text")
    parser.set_defaults(run=_validate)


def _validate(options: argparse.Namespace) -> int:
    from newsrows.validate import explain, validate_package  # noqa: PLC0415

    issues = validate_package(options.package)
    report = explain(issues, options.format)
    if report:
        print(report)
    return FOUND if issues else FINE


def _add_rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "rules", help="list the rules that a package must keep", description="List every rule."
    )
    parser.set_defaults(run=_rules)


def _rules(_: argparse.Namespace) -> int:
    from newsrows.validate import rules  # noqa: PLC0415

    listed = rules()
    width = max(len(rule.id) for rule in listed)
    for rule in listed:
        print(f"{rule.id:{width}}  {rule.sentence}")
    return FINE


def _complain(message: str) -> None:
    print(message, file=sys.stderr)
