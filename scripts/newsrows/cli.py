"""The command: arguments, printing and exit codes. The only module that prints.

Each command imports what it needs when it runs, so that `newsrows --help` answers at once.

Exit codes: 0 all is fine, 1 something was found (invalid rows, rejected articles), 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsrows import __version__
from newsrows.extract.threads import limit_threads
from newsrows.records import NewsrowsError

if TYPE_CHECKING:
    from newsrows.build import BuildReport
    from newsrows.build.package import Item
    from newsrows.records import Issue

OWN_ARTICLES = Path("seeds")
OWN_PACKAGE = Path()
FINE, FOUND, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (by default the process's own) name, and return its exit code."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    limit_threads()  # before anything imports numpy
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
        description="English news articles in; linked, validated tables of people, organisations, quotes, figures out.",
        epilog="Exit codes: 0 fine, 1 something was found, 2 used wrongly.",
    )
    parser.add_argument("--version", action="version", version=f"newsrows {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_validate(commands)
    _add_rules(commands)
    _add_export(commands)
    _add_diff(commands)
    _add_evaluate(commands)
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
        "--names",
        choices=["accurate", "fast"],
        default="accurate",
        help="what finds names: the encoder, or the pipeline itself (default: %(default)s)",
    )
    parser.add_argument(
        "--max-characters",
        metavar="N",
        type=int,
        default=1_000_000,
        help="reject longer articles (default: %(default)s characters)",
    )
    parser.add_argument("--workers", metavar="N", type=int, default=1, help="processes to use (default: %(default)s)")
    parser.add_argument("--no-cache", action="store_true", help="compute everything anew and keep nothing")
    parser.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    own = not options.articles
    sources = [OWN_ARTICLES] if own else options.articles
    folder = options.out or (OWN_PACKAGE if own else Path("package"))
    from newsrows.build import InvalidTablesError  # noqa: PLC0415

    try:
        report = _run_build(
            sources,
            folder,
            model=options.model,
            names=options.names,
            max_characters=options.max_characters,
            workers=options.workers,
            cache=None if options.no_cache else _cache_folder(),
        )
    except InvalidTablesError as error:
        return _refuse(
            error.issues,
            "newsrows build: the tables do not validate, so nothing was published; next: report the rows above",
        )
    _summarise(report)
    return FOUND if report.rejected else FINE


def _run_build(sources: Sequence[Path], folder: Path, *, model: str | None, **options: Any) -> BuildReport:
    from newsrows.build import build  # noqa: PLC0415

    if model:
        options["model"] = model
    return build(sources, folder, progress=_progress_bar, **options)


def _cache_folder() -> Path:
    """Where findings are kept between builds: $NEWSROWS_CACHE, else the user's cache folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    return Path(os.environ.get("NEWSROWS_CACHE") or user_cache_path("newsrows"))


def _progress_bar(articles: Iterable[Item], total: int) -> Iterable[Item]:
    from tqdm import tqdm  # noqa: PLC0415

    return tqdm(articles, total=total, unit="article", disable=None, leave=False)  # None: only on a terminal


def _summarise(report: BuildReport) -> None:
    for file_name, encoding in report.recoded:
        _complain(f"{file_name}: read as {encoding}, for it is no UTF-8; next: check its accents and quotation marks")
    for rejected in report.rejected:
        _complain(f"left out: {rejected}")
    width = max(map(len, report.rows))
    for name, rows in report.rows.items():
        print(f"{name:{width}}  {rows:>9,}")
    kept = report.rows["articles"] - report.computed
    print(
        f"{report.words:,} words in {report.seconds:.1f} s ({report.words / report.seconds:,.0f} a second), "
        f"{kept:,} of {report.rows['articles']:,} articles as found before "
        f"-> {report.folder / 'datapackage.json'}"
    )


def _add_validate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "validate",
        help="check a package",
        description="Check the files, rows, keys and quotations of a package. Of one that newsrows did not build, "
        "check what its descriptor says: files, hashes, columns, types, constraints and keys.",
    )
    parser.add_argument(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=Path,
        default=OWN_PACKAGE,
        help="a folder, a datapackage.json or a zip file (default: this folder)",
    )
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
    parser.set_defaults(run=_validate)


def _validate(options: argparse.Namespace) -> int:
    from newsrows.validate import explain, validate_package  # noqa: PLC0415
    from newsrows.validate.opening import Limits, size_of  # noqa: PLC0415

    limits = Limits(size_of(options.max_json), size_of(options.max_unpacked), options.max_files)
    issues = validate_package(options.package, limits=limits)
    folder = options.package if options.package.is_dir() else options.package.parent
    report = explain(issues, options.format, folder=folder)
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


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "export",
        help="write a package's tables anew: as SQLite, Excel, one zip ...",
        description="Write editions of a valid package to another folder; docs/editions.md says what each one is.",
    )
    parser.add_argument(
        "package", metavar="PACKAGE", nargs="?", type=Path, default=OWN_PACKAGE, help="its folder (default: this one)"
    )
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help="where the editions go")
    parser.add_argument(
        "--format",
        metavar="NAMES",
        default="csv,parquet",
        help="csv, parquet, sqlite, duckdb, xlsx, zip, jsonl, croissant, with commas between (default: %(default)s)",
    )
    parser.add_argument("--without-text", action="store_true", help="leave out the articles' text")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from newsrows.export.editions import export_editions  # noqa: PLC0415
    from newsrows.validate import validate_package  # noqa: PLC0415

    if issues := validate_package(options.package):
        return _refuse(issues, f"newsrows export: {options.package} does not validate; next: build it again")
    formats = [name.strip() for name in options.format.split(",")]
    exported = export_editions(options.package, options.to, formats=formats, without_text=options.without_text)
    for note in exported.notes:
        _complain(note)
    for path in exported.files:
        print(path)
    return FINE


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from newsrows.diff.arguments import add_arguments  # noqa: PLC0415

    parser = commands.add_parser(
        "diff",
        help="say what changed between two versions of a package, and whom it breaks",
        description="Compare the schemas, or the rows, of two versions of any data package.",
    )
    add_arguments(parser)
    parser.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    from newsrows.diff.arguments import run  # noqa: PLC0415

    text, code = run(options)
    print(text)
    return code


def _add_evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "evaluate",
        help="judge the quotes against annotated articles",
        description="Build the texts of a gold folder and judge the quotes found; see docs/evaluation.md.",
    )
    parser.add_argument("gold", metavar="GOLD_DIR", type=Path, help="a folder with gold.jsonl and text/")
    parser.add_argument("--package", metavar="DIR", type=Path, help="judge this package instead of building one")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline: an installed package or a folder")
    parser.add_argument(
        "--last",
        metavar="FILE",
        type=Path,
        default=Path(".newsrows") / "last-evaluation.json",
        help="the last run's figures: compared with, then replaced (default: %(default)s)",
    )
    parser.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace) -> int:
    from newsrows.evaluate import evaluate, explain_evaluation, read_run, write_run  # noqa: PLC0415

    if options.package:
        evaluation = evaluate(options.gold, options.package)
    else:
        with tempfile.TemporaryDirectory() as folder:
            _run_build([options.gold / "text"], Path(folder), model=options.model)
            evaluation = evaluate(options.gold, Path(folder))
    print(explain_evaluation(evaluation, read_run(options.last)))
    write_run(options.last, evaluation.as_run())
    return FINE


def _refuse(issues: Sequence[Issue], message: str) -> int:
    from newsrows.validate import explain  # noqa: PLC0415

    print(explain(issues, "text"))
    _complain(message)
    return FOUND


def _complain(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
