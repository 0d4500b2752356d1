"""The schemas of two packages compared, and the result in one of the forms of a report."""

from __future__ import annotations

from datetime import date

from newsrows import __version__
from newsrows.datapackage.loading import load_package
from newsrows.diff.accepted import read_accepted
from newsrows.diff.level import Level
from newsrows.diff.options import SchemaDiffOptions
from newsrows.diff.report.as_github import as_github
from newsrows.diff.report.as_json import as_json, refusal_as_json
from newsrows.diff.report.as_markdown import as_markdown, plain
from newsrows.diff.report.as_sarif import as_sarif, refusal_as_sarif
from newsrows.diff.report.as_text import as_text
from newsrows.diff.report.wording import spoken
from newsrows.diff.verdict import Terms, Verdict, judge


def compare_schemas(old: str, new: str, options: SchemaDiffOptions) -> Verdict:
    """Compare the schemas of two packages.

    Raises:
        PackageError: a package or an option cannot be read, or the packages cannot be compared.
    """
    reading = options.load_options()
    terms = Terms(
        options.policy,
        Level[options.gate.upper()],
        options.strict_zero,
        options.old_version,
        options.new_version,
        options.today or date.today(),  # noqa: DTZ011 - a deadline is a day in the user's calendar
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
