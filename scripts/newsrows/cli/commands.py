"""What each command does: it imports what it needs when it runs, prints, and returns its exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsrows.pipeline import BuildOptions, BuildReport
    from newsrows.pipeline.batching import Item
    from newsrows.records import Issue

OWN_ARTICLES = Path("seeds")
OWN_PACKAGE = Path()
_BUILD_OPTIONS = (
    "model",
    "names",
    "engine",
    "workers",
    "scheduler",
    "max_characters",
    "max_ratio",
    "text_column",
    "id_column",
    "registry",
    "reviews",
)
FINE, FOUND, MISUSED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


def help_without_command(parser: argparse.ArgumentParser) -> int:
    """Print the help; 2, so that a script notices that it named no command."""
    parser.print_help()
    return MISUSED


def build(options: argparse.Namespace) -> int:
    """Build a package from articles; 1 if an article was left out, a mark refused, or the tables do not validate."""
    own = not options.articles
    sources = [OWN_ARTICLES] if own else options.articles
    target = options.out or (OWN_PACKAGE if own else Path("package"))
    from newsrows.pipeline import BuildOptions, InvalidTablesError  # noqa: PLC0415

    given = {name: value for name in _BUILD_OPTIONS if (value := getattr(options, name)) is not None}
    cache = None if options.no_cache else _cache_place()
    try:
        report = _run_build(sources, target, BuildOptions(**given, cache=cache))
    except InvalidTablesError as error:
        return _refuse(
            error.issues,
            "newsrows build: the tables do not validate, so nothing was published; next: report the rows above",
        )
    _summarise(report)
    is_refused = report.reviewed is not None and report.reviewed.refused
    return FOUND if report.rejected or is_refused else FINE


def _run_build(sources: Sequence[Path | str], target: Path | str, options: BuildOptions) -> BuildReport:
    from newsrows.pipeline import build  # noqa: PLC0415

    return build(sources, target, options, progress=_progress_bar)


def _cache_place() -> Path | str:
    """Where findings are kept between builds: $NEWSROWS_CACHE, a folder or a URL, else the user's cache folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    place = os.environ.get("NEWSROWS_CACHE") or user_cache_path("newsrows")
    return place if "://" in str(place) else Path(place)


def _progress_bar(articles: Iterable[Item], total: int | None) -> Iterable[Item]:
    from tqdm import tqdm  # noqa: PLC0415

    return tqdm(articles, total=total, unit="article", disable=None, leave=False)  # None: only on a terminal


def _summarise(report: BuildReport) -> None:
    for file_name, encoding in report.recoded:
        complain(f"{file_name}: read as {encoding}, for it is no UTF-8; next: check its accents and quotation marks")
    _complain_of_more(report.recoded_count - len(report.recoded), "in other encodings than UTF-8")
    for rejected in report.rejected:
        complain(f"left out: {rejected}")
    rejected_csv = _inside(report.target, "rejected.csv")
    _complain_of_more(report.rejected_count - len(report.rejected), f"left out; see {rejected_csv}")
    if report.reviewed is not None:
        for line in report.reviewed.lines:
            complain(line)
        print(report.reviewed)
    width = max(map(len, report.rows))
    for name, rows in report.rows.items():
        print(f"{name:{width}}  {rows:>9,}")
    kept = report.rows["articles"] - report.computed
    print(
        f"{report.words:,} words in {report.seconds:.1f} s ({report.words / report.seconds:,.0f} a second), "
        f"{kept:,} of {report.rows['articles']:,} articles as found before "
        f"-> {_inside(report.target, 'datapackage.json')}{', as it was' if report.unchanged else ''}"
    )


def _inside(target: Path | str, name: str) -> str:
    return str(target / name) if isinstance(target, Path) else f"{target.rstrip('/')}/{name}"


def _complain_of_more(count: int, what: str) -> None:
    if count:
        complain(f"... and {count:,} more {what}")


def validate(options: argparse.Namespace) -> int:
    """Check a package; 1 if a rule is broken."""
    from newsrows.datapackage.limits import Limits  # noqa: PLC0415
    from newsrows.validate import explain, judge_package  # noqa: PLC0415
    from newsrows.validate.opening import size_of  # noqa: PLC0415

    limits = Limits(size_of(options.max_json), size_of(options.max_unpacked), options.max_files)
    verdict = judge_package(options.package, limits=limits)
    folder = options.package if options.package.is_dir() else options.package.parent
    report = explain(verdict.issues, options.format, folder=folder, skipped=verdict.skipped)
    if report:
        print(report)
    return FINE if verdict.valid else FOUND


def rules(_: argparse.Namespace) -> int:
    """List every rule with its sentence."""
    from newsrows.validate import rules  # noqa: PLC0415

    listed = rules()
    width = max(len(rule.id) for rule in listed)
    for rule in listed:
        print(f"{rule.id:{width}}  {rule.sentence}")
    return FINE


def export(options: argparse.Namespace) -> int:
    """Write editions of a package; 1 if it does not validate."""
    from newsrows.publishing.editions import export_editions  # noqa: PLC0415
    from newsrows.validate import validate_package  # noqa: PLC0415

    if issues := validate_package(options.package):
        return _refuse(issues, f"newsrows export: {options.package} does not validate; next: build it again")
    formats = [name.strip() for name in options.format.split(",")]
    exported = export_editions(options.package, options.to, formats=formats, without_text=options.without_text)
    for note in exported.notes:
        complain(note)
    for path in exported.files:
        print(path)
    return FINE


def diff(options: argparse.Namespace) -> int:
    """Compare two versions of a package; the exit code is the comparison's."""
    from newsrows.diff.arguments import run  # noqa: PLC0415

    text, code = run(options)
    print(text)
    return code


def report(options: argparse.Namespace) -> int:
    """Write the pages of a package; 1 if it does not validate, which the pages then show."""
    from newsrows.site import MAX_ARTICLES, check_report, write_report  # noqa: PLC0415
    from newsrows.validate import validate_package  # noqa: PLC0415

    limit = options.max_articles or MAX_ARTICLES
    check_report(options.package, options.out, max_articles=limit)
    issues = validate_package(options.package)
    summary = write_report(options.package, options.out, issues=issues, max_articles=limit)
    if issues:
        complain(f"{len(issues)} issues, which the report shows; next: newsrows validate {options.package}")
    print(f"{summary.pages:,} pages of {summary.articles:,} articles -> {summary.first_page}")
    return FOUND if issues else FINE


def evaluate(options: argparse.Namespace) -> int:
    """Judge quotes against annotated articles, and keep the figures for the next run; or count readers' marks."""
    if bool(options.gold) == bool(options.reviews):
        complain(
            "newsrows evaluate: expected either a folder of annotated articles or --reviews; next: give one of them"
        )
        return MISUSED
    return _evaluate_reviews(options.reviews) if options.reviews else _evaluate_quotes(options)


def _evaluate_reviews(files: Sequence[Path]) -> int:
    from newsrows.evaluation import explain_reviews  # noqa: PLC0415
    from newsrows.review import read_reviews  # noqa: PLC0415

    reviews = read_reviews(files)
    print(explain_reviews(reviews))
    return FINE


def _evaluate_quotes(options: argparse.Namespace) -> int:
    from newsrows.evaluation import evaluate, explain_evaluation, read_run, write_run  # noqa: PLC0415
    from newsrows.pipeline import BuildOptions  # noqa: PLC0415

    if options.package:
        evaluation = evaluate(options.gold, options.package)
    else:
        import tempfile  # noqa: PLC0415

        with tempfile.TemporaryDirectory() as folder:
            given = {"model": options.model} if options.model else {}
            _run_build([options.gold / "text"], Path(folder), BuildOptions(**given))
            evaluation = evaluate(options.gold, Path(folder))
    print(explain_evaluation(evaluation, read_run(options.last)))
    write_run(options.last, evaluation.as_run())
    return FINE


def _refuse(issues: Sequence[Issue], message: str) -> int:
    from newsrows.validate import explain  # noqa: PLC0415

    print(explain(issues, "text"))
    complain(message)
    return FOUND


def complain(message: str) -> None:
    """Print a message to standard error."""
    print(message, file=sys.stderr)


def cache(options: argparse.Namespace) -> int:
    """Say what is kept between builds, or remove it; 1 if something could not be removed."""
    place = _cache_place()
    if isinstance(place, str):
        complain(f"{place}: a cache behind a URL is looked at and cleared with the tools of that filesystem")
        return MISUSED
    from newsrows.engine.cache_folder import clear, contents  # noqa: PLC0415

    files = contents(place).files
    size = sum(path.stat().st_size for path in files)
    errors = clear(place) if options.clear else []
    for error in errors:
        complain(f"{error.filename}: could not be removed ({error.strerror}); next: check the permissions")
    removed = ", removed" if options.clear and not errors else ""
    print(f"{place}: {len(files):,} files, {size / 1e6:,.1f} MB{removed}")
    return FOUND if errors else FINE
