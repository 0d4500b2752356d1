"""What each command does: call the API, print the result, return the exit code.

Everything that a command needs is imported when it runs: the libraries take a second, and `--help` needs none of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsrows.cli.printing import (
    INVALID_USAGE,
    PROBLEMS,
    SUCCESS,
    print_build,
    print_dry_run,
    print_invalid,
    safe_lines,
    warn,
)
from newsrows.progress import progress
from newsrows.runtime import memory_limit

if TYPE_CHECKING:
    from newsrows.pipeline.options import BuildOptions

OWN_ARTICLES = Path("seeds")
OWN_PACKAGE = Path()
# Bytes of address space. With less, a build ends with a message at best.
_LEAST_MEMORY = 1_500_000_000


def build(arguments: argparse.Namespace) -> int:
    """Build a package from articles; 1 if an article or a mark is rejected, or the tables do not validate.

    With --strict also if a file was skipped, or a column of a metadata.csv ignored.
    """
    if not arguments.articles and not OWN_ARTICLES.exists():
        warn(
            f"newsrows build: found no ARTICLES and no {OWN_ARTICLES}/ folder here; "
            "next: name the files or folders to build from"
        )
        return INVALID_USAGE
    limit = memory_limit()
    if limit is not None and limit < _LEAST_MEMORY:  # libraries in C++ and Rust then end the process without a message
        warn(
            f"newsrows build: found a limit of {limit:,} bytes on the memory of the process, expected at least "
            f"{_LEAST_MEMORY:,}; next: raise it (ulimit -v)"
        )
        return INVALID_USAGE
    sources = arguments.articles or [OWN_ARTICLES]
    target = arguments.out or ("package" if arguments.articles else OWN_PACKAGE)
    said = progress(not arguments.quiet)  # the libraries and models take seconds
    said.step("reading the articles" if arguments.dry_run else "loading the models and reading the articles")

    import newsrows as nr  # noqa: PLC0415
    from newsrows.cli.options import read_options  # noqa: PLC0415
    from newsrows.pipeline.options import BuildOptions  # noqa: PLC0415

    options = read_options(arguments, BuildOptions)
    if arguments.dry_run:
        return _dry_run(sources, target, options, strict=arguments.strict)
    settings = {**vars(options), "cache": not arguments.no_cache, "progress": not arguments.quiet}
    try:
        report = nr.build(sources, target, **settings)
    except nr.InvalidTablesError as error:
        print_invalid(
            error, "newsrows build: the tables are not valid, so nothing was published; next: report the issues above"
        )
        return PROBLEMS
    print_build(report, quiet=arguments.quiet)
    if arguments.open:
        _open_report_of(report.target, quiet=arguments.quiet)
    has_refused_marks = report.reviewed is not None and bool(report.reviewed.refused)
    has_omissions = arguments.strict and bool(report.skipped or report.ignored_columns)
    return PROBLEMS if report.rejected or has_refused_marks or has_omissions else SUCCESS


def _open_report_of(target: Path | str, *, quiet: bool) -> None:
    """Write the report beside a package, and open it."""
    import newsrows as nr  # noqa: PLC0415
    from newsrows.api.places import path_or_url  # noqa: PLC0415

    place = path_or_url(target)
    if isinstance(place, str):
        warn(f"{target}: found a URL, expected a folder to open a report; next: newsrows report")
        return
    package = place.resolve()
    summary = nr.report(package, package.with_name(f"{package.name}-report"), progress=not quiet)
    if not quiet:
        print(safe_lines(f"{summary.pages:,} pages of {summary.articles:,} articles: {summary.first_page}"))
    _open_page(summary.first_page)


def _open_page(page: Path) -> None:
    import webbrowser  # noqa: PLC0415

    if not webbrowser.open(page.resolve().as_uri()):
        warn(f"{page}: found no browser to open it; next: open the file yourself")


def _dry_run(sources: Sequence[str | Path], target: str | Path, options: BuildOptions, *, strict: bool) -> int:
    from newsrows.api.places import path_or_url  # noqa: PLC0415
    from newsrows.pipeline.dry_run import dry_run  # noqa: PLC0415

    found = dry_run([path_or_url(source) for source in sources], path_or_url(target), options)
    print_dry_run(found)
    return PROBLEMS if found.rejected or (strict and (found.skipped or found.ignored_columns)) else SUCCESS


def validate(arguments: argparse.Namespace) -> int:
    """Check a package; 1 if a rule is broken, or with --strict if something was not checked."""
    from newsrows.api.options import ValidateOptions  # noqa: PLC0415
    from newsrows.api.validation import check_package  # noqa: PLC0415
    from newsrows.cli.options import read_options  # noqa: PLC0415
    from newsrows.validation import explain  # noqa: PLC0415

    report = check_package(arguments.package, read_options(arguments, ValidateOptions))
    folder = arguments.package if arguments.package.is_dir() else arguments.package.parent
    text = explain(report.issues, arguments.format, folder=folder, skipped=report.skipped, unchecked=report.unchecked)
    if text:
        print(safe_lines(text) if arguments.format == "text" else text)
    return SUCCESS if report.valid and (report.complete or not arguments.strict) else PROBLEMS


def describe(arguments: argparse.Namespace) -> int:
    """Write a descriptor for files."""
    import newsrows as nr  # noqa: PLC0415
    from newsrows.api.options import DescribeOptions  # noqa: PLC0415
    from newsrows.cli.options import read_options  # noqa: PLC0415
    from newsrows.description.descriptor import descriptor_text  # noqa: PLC0415

    options = read_options(arguments, DescribeOptions)
    descriptor = nr.describe(arguments.files, **vars(options))
    print(safe_lines(str(options.out)) if options.out is not None else descriptor_text(descriptor).rstrip("\n"))
    return SUCCESS


def rules(_: argparse.Namespace) -> int:
    """List every rule with its sentence."""
    from newsrows.validation import all_rules  # noqa: PLC0415

    listed = all_rules()
    width = max(len(rule.id) for rule in listed)
    for rule in listed:
        print(f"{rule.id:{width}}  {rule.sentence}")
    return SUCCESS


def export(arguments: argparse.Namespace) -> int:
    """Write editions of a package; 1 if the package is not valid."""
    import newsrows as nr  # noqa: PLC0415
    from newsrows.api.options import ExportOptions  # noqa: PLC0415
    from newsrows.cli.options import read_options  # noqa: PLC0415

    try:
        exported = nr.export(
            arguments.package,
            arguments.to,
            **vars(read_options(arguments, ExportOptions)),
            progress=not arguments.quiet,
        )
    except nr.InvalidTablesError as error:
        print_invalid(error, f"newsrows export: {arguments.package} is not valid; next: build it again")
        return PROBLEMS
    for note in exported.notes:
        warn(note)
    if not arguments.quiet:
        for path in exported.files:
            print(safe_lines(str(path)))
    return SUCCESS


def diff(arguments: argparse.Namespace) -> int:
    """Compare two versions of a package; the exit code is that of the comparison."""
    from newsrows.cli.diff import run  # noqa: PLC0415

    text, code = run(arguments)
    print(safe_lines(text) if arguments.format == "text" else text)
    return code


def report(arguments: argparse.Namespace) -> int:
    """Write the pages of a package; 1 if it is not valid, which the pages then show."""
    import newsrows as nr  # noqa: PLC0415
    from newsrows.api.options import ReportOptions  # noqa: PLC0415
    from newsrows.cli.options import read_options  # noqa: PLC0415

    package = arguments.package
    summary = nr.report(
        package, arguments.out, **vars(read_options(arguments, ReportOptions)), progress=not arguments.quiet
    )
    if summary.issues:
        warn(f"{summary.issues:,} issues, which the report shows; next: newsrows validate {package}")
    if not arguments.quiet:
        print(safe_lines(f"{summary.pages:,} pages of {summary.articles:,} articles: {summary.first_page}"))
    if arguments.open:
        _open_page(summary.first_page)
    return PROBLEMS if summary.issues else SUCCESS


def demo(arguments: argparse.Namespace) -> int:
    """Build the example articles, and write and open their report."""
    said = progress(not arguments.quiet)
    said.step("loading the models and reading the example articles")

    import newsrows as nr  # noqa: PLC0415

    package = arguments.out / "package"
    built = nr.build(example_articles(), package, progress=not arguments.quiet)
    summary = nr.report(package, arguments.out / "report", progress=not arguments.quiet)
    if not arguments.quiet:
        print(
            f"{built.rows['articles']:,} made-up articles, {built.rows['quotes']:,} quotes, "
            f"{built.rows['statistics']:,} statistics"
        )
        print(safe_lines(f"tables: {package / 'data' / 'csv'}"))
        print(safe_lines(f"report: {summary.first_page}"))
        print("next: newsrows build ARTICLES --open, with a folder of your own articles")
    if not arguments.no_open:
        _open_page(summary.first_page)
    return SUCCESS


def example_articles() -> list[Path]:
    """The folders of the example articles: inside the installed package, or in examples/ of a clone."""
    installed = Path(__file__).resolve().parent.parent / "examples"
    if installed.is_dir():
        return [installed / "development", installed / "held_out"]
    newsroom = installed.parent.parent.parent / "examples" / "newsroom"
    return [newsroom / "development" / "articles", newsroom / "held_out" / "articles"]


def review(arguments: argparse.Namespace) -> int:
    """Turn corrected Label Studio tasks into marks; 1 if a task belongs to no article of the package."""
    import newsrows as nr  # noqa: PLC0415

    found = nr.import_reviews(arguments.files, arguments.package, arguments.out, confirm=arguments.confirm)
    for line in (*found.skipped, *found.notes):
        warn(line)
    right = f", {found.right:,} right" if arguments.confirm else ""
    counts = f"{found.corrected:,} rows corrected, {found.wrong:,} wrong, {found.added:,} added{right}"
    print(safe_lines(f"{found.out}: {counts}"))
    return PROBLEMS if found.skipped else SUCCESS


def evaluate(arguments: argparse.Namespace) -> int:
    """Measure quotes against annotated articles, and keep the results for the next run; or count readers' marks."""
    if bool(arguments.gold) == bool(arguments.reviews):
        warn("newsrows evaluate: expected either a folder of annotated articles or --reviews; next: give one of them")
        return INVALID_USAGE
    return _evaluate_reviews(arguments.reviews) if arguments.reviews else _evaluate_quotes(arguments)


def _evaluate_reviews(files: Sequence[Path]) -> int:
    from newsrows.evaluation import explain_reviews  # noqa: PLC0415
    from newsrows.review import read_reviews  # noqa: PLC0415

    print(safe_lines(explain_reviews(read_reviews(files))))
    return SUCCESS


def _evaluate_quotes(arguments: argparse.Namespace) -> int:
    import tempfile  # noqa: PLC0415

    import newsrows as nr  # noqa: PLC0415
    from newsrows.evaluation import evaluate, explain_evaluation, read_run, write_run  # noqa: PLC0415

    if arguments.package:
        evaluation = evaluate(arguments.gold, arguments.package)
    else:
        model = {"model": arguments.model} if arguments.model else {}
        with tempfile.TemporaryDirectory() as folder:
            nr.build([arguments.gold / "text"], folder, **model, cache=False, progress=True)
            evaluation = evaluate(arguments.gold, Path(folder))
    print(safe_lines(explain_evaluation(evaluation, read_run(arguments.last))))
    write_run(arguments.last, evaluation.as_run())
    return SUCCESS


def cache(arguments: argparse.Namespace) -> int:
    """Say what is kept between builds, or remove it; 1 if something could not be removed."""
    from newsrows.engine.cache_folder import clear, contents, default_cache  # noqa: PLC0415

    place = default_cache()
    if isinstance(place, str):
        warn(f"{place}: found a cache behind a URL; next: look at it and clear it with the tools of that filesystem")
        return INVALID_USAGE
    files = contents(place).files
    size = sum(path.stat().st_size for path in files)
    errors = clear(place) if arguments.clear else []
    for error in errors:
        warn(f"{error.filename}: could not be removed ({error.strerror}); next: check the permissions")
    removed = ", removed" if arguments.clear and not errors else ""
    print(f"{place}: {len(files):,} files, {size / 1e6:,.1f} MB{removed}")
    return PROBLEMS if errors else SUCCESS
