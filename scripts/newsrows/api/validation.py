"""Packages checked: what `newsrows validate` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsrows.api.options import ValidateOptions
from newsrows.api.places import OpenedPackage, package_path
from newsrows.datapackage.fetching import Fetcher, default_folder
from newsrows.datapackage.options import parse_mapping
from newsrows.options import several
from newsrows.records import Issue
from newsrows.validation import TableRule, ValidationReport, Violation
from newsrows.validation import validate as run_validation
from newsrows.validation.registry import Tables
from newsrows.validation.rules import RuleError
from newsrows.validation.web_copies import WebCopies


class ValidatedIssues(list[Issue]):
    """The issues of a package, and what of it was not checked.

    Attributes:
        unchecked: what was not read or not judged, each with `place` and `reason`.
        skipped: the ids of rules that were skipped because a column is withheld.
    """

    def __init__(self, report: ValidationReport) -> None:
        """The issues of a report."""
        super().__init__(report.issues)
        self.unchecked = report.unchecked
        self.skipped = report.skipped

    @property
    def complete(self) -> bool:
        """Whether every part of the package was checked by every rule."""
        return not self.skipped and not self.unchecked


def validate(
    package: Path | str | OpenedPackage,
    *,
    exclude: Sequence[str] = ValidateOptions.exclude,
    map: Sequence[str] = ValidateOptions.map,  # noqa: A002 - the command's name for it
    fetch: bool = ValidateOptions.fetch,
    rules: Sequence[TableRule] = (),
    max_fetch: str = ValidateOptions.max_fetch,
    max_json: str = ValidateOptions.max_json,
    max_unpacked: str = ValidateOptions.max_unpacked,
    max_files: int = ValidateOptions.max_files,
) -> ValidatedIssues:
    """Check a data package: its files, rows, keys and quotations.

    A package that newsrows did not build is checked against its descriptor: files, hashes, columns, types, constraints
    and keys.

    Args:
        package: a folder, a datapackage.json, a zip file, or what `load` returned.
        exclude: ids of rules that are left out; `newsrows rules` lists all rules.
        map: copies of schemas, profiles and other files on the web, each written 'URL=FOLDER'.
        fetch: whether files on the web that have no such copy are fetched: by https, from public addresses.
        rules: rules of your own, made with the decorator `newsrows.rule`.
        max_fetch: the largest file that is fetched.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a zip file.

    Returns:
        The issues, sorted by table and row; empty if the package is valid. Its attribute `unchecked` lists what was
        not read or not judged, and `complete` says whether there is no such part.

    Raises:
        PackageError: there is no package, or it cannot be read safely.
        NewsrowsError: a rule in `exclude` does not exist, or a rule in `rules` raises an error or has the id of another
            rule.
        TypeError: an option or a rule has the wrong type.
    """
    path = package_path(package)
    options = ValidateOptions(
        exclude=several("exclude", exclude),
        map=several("map", map),
        fetch=fetch,
        max_fetch=max_fetch,
        max_json=max_json,
        max_unpacked=max_unpacked,
        max_files=max_files,
    )
    return ValidatedIssues(check_package(path, options, several("rules", rules)))


def check_package(package: Path, options: ValidateOptions, rules: Sequence[TableRule] = ()) -> ValidationReport:
    """The issues of a package, the rules that could not be checked, and the parts that were not read.

    Raises:
        PackageError: there is no package, or it cannot be read safely.
        NewsrowsError: an excluded rule does not exist, or an added rule has the id of another rule.
    """
    return run_validation(
        package,
        limits=options.limits(),
        exclude=options.exclude,
        rules=[_guarded(rule) for rule in rules],
        copies=_copies(options),
    )


def _copies(options: ValidateOptions) -> WebCopies:
    """Where copies of files on the web are."""
    mapped = tuple(parse_mapping(text) for text in options.map)
    if not options.fetch:
        return WebCopies(mapped)
    return WebCopies(mapped, Fetcher(default_folder(), options.fetched_bytes()))


def _guarded(rule: TableRule) -> TableRule:
    """The same rule, whose errors name it."""
    checked: object = rule  # type checkers trust the annotation, users need the message
    if not isinstance(checked, TableRule):
        raise TypeError(f"rules: found {type(rule).__name__}, expected functions with the decorator newsrows.rule")

    def find(tables: Tables) -> Iterator[Violation]:
        try:
            for violation in rule.find(tables):
                _check_violation(violation)
                yield violation
        except Exception as error:
            raise RuleError(
                f"the rule {rule.rule.id!r} failed ({type(error).__name__}: {error}); next: correct its function"
            ) from error

    return replace(rule, find=find)


def _check_violation(found: object) -> None:
    if not isinstance(found, Violation):
        raise TypeError(f"found {type(found).__name__}, expected what newsrows.violation yields")
