"""`newsrows diff schema`: from options to a report and an exit code."""

from __future__ import annotations

import argparse
from datetime import date

from newsrows import __version__
from newsrows.datapackage.errors import PackageError
from newsrows.datapackage.loading import load_package
from newsrows.diff.accepted import read_accepted
from newsrows.diff.against import old_source
from newsrows.diff.level import Level
from newsrows.diff.reading_options import reading_from
from newsrows.diff.report.as_github import as_github
from newsrows.diff.report.as_json import as_json, refusal_as_json
from newsrows.diff.report.as_markdown import as_markdown, plain
from newsrows.diff.report.as_sarif import as_sarif, refusal_as_sarif
from newsrows.diff.report.as_text import as_text
from newsrows.diff.report.wording import spoken
from newsrows.diff.verdict import Terms, Verdict, judge


def run_schema(options: argparse.Namespace) -> tuple[str, int]:
    """Compare two schemas; a refusal is reported in the form that was asked for, with exit code 2."""
    try:
        verdict = compare_schemas(options)
    except PackageError as error:
        return refusal(str(error), options.format), 2
    return report(verdict, options.format), verdict.exit_code


def compare_schemas(options: argparse.Namespace) -> Verdict:
    """The verdict on what the options name.

    Raises:
        PackageError: if it cannot be reached.
    """
    old, new = _sources(options)
    reading = reading_from(options)
    terms = Terms(
        options.policy,
        Level[options.gate.upper()],
        options.strict_zero,
        options.old_version,
        options.new_version,
        options.today or date.today(),  # noqa: DTZ011  a deadline is a day in the user's calendar
        read_accepted(options.accepted) if options.accepted is not None else (),
    )
    return judge(load_package(old, reading), load_package(new, reading), terms)


def report(verdict: Verdict, form: str) -> str:
    """A verdict in one of the forms."""
    if form == "sarif":
        return as_sarif(verdict, __version__)
    return {"text": as_text, "markdown": as_markdown, "github": as_github, "json": as_json}[form](verdict)


def refusal(message: str, form: str) -> str:
    """Why nothing was compared, in one of the forms."""
    if form == "sarif":
        return refusal_as_sarif(message, __version__)
    if form == "json":
        return refusal_as_json(message)
    if form == "github":
        return f"::error title=could not compare::{spoken(message).replace('%', '%25')}\n"
    if form == "markdown":
        return f"### Schema gate: could not compare\n\n{plain(message)}\n"
    return f"could not compare: {spoken(message)}\n"


def _sources(options: argparse.Namespace) -> tuple[str, str]:
    given = options.packages
    if len(given) == 2 and options.against is None:
        return given[0], given[1]
    if len(given) > 1:
        raise PackageError("expected OLD and NEW, or NEW with --against REF")
    new = given[0] if given else "."
    return old_source(new, options.against or None, options.released), new
