"""Packages checked: what `newsrows validate` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsrows.api.options import ValidateOptions
from newsrows.api.places import OpenedPackage, package_path
from newsrows.datapackage.options import parse_mapping
from newsrows.options import several
from newsrows.records import Issue
from newsrows.validation import TableRule, ValidationReport, Violation
from newsrows.validation import validate as run_validation
from newsrows.validation.registry import Tables
from newsrows.validation.rules import RuleError


def validate(
    package: Path | str | OpenedPackage,
    *,
    exclude: Sequence[str] = ValidateOptions.exclude,
    map: Sequence[str] = ValidateOptions.map,  # noqa: A002 - the command's name for it
    rules: Sequence[TableRule] = (),
    max_json: str = ValidateOptions.max_json,
    max_unpacked: str = ValidateOptions.max_unpacked,
    max_files: int = ValidateOptions.max_files,
) -> list[Issue]:
    """Check a data package: its files, rows, keys and quotations.

    A package that newsrows did not build is checked against its descriptor: files, hashes, columns, types, constraints
    and keys.

    Args:
        package: a folder, a datapackage.json, a zip file, or what `load` returned.
        exclude: ids of rules that are left out; `newsrows rules` lists all rules.
        map: copies of schemas and dialects on the web, each written 'URL=FOLDER'. Nothing is fetched.
        rules: rules of your own, made with the decorator `newsrows.rule`.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a zip file.

    Returns:
        The issues, sorted by table and row; empty if the package is valid.

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
        max_json=max_json,
        max_unpacked=max_unpacked,
        max_files=max_files,
    )
    return list(check_package(path, options, several("rules", rules)).issues)


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
        mapped=tuple(parse_mapping(text) for text in options.map),
    )


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
