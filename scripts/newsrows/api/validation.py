"""Packages checked: what `newsrows validate` does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsrows.api.options import ValidateOptions
from newsrows.api.packages import Package
from newsrows.records import Issue
from newsrows.validation import TableRule, ValidationReport
from newsrows.validation import validate as run_validation


def validate(
    package: Path | str | Package,
    *,
    exclude: Sequence[str] = ValidateOptions.exclude,
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
        rules: rules of your own, made with the decorator `newsrows.rule`.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a zip file.

    Returns:
        The issues, sorted by table and row; empty if the package is valid.

    Raises:
        PackageError: there is no package, or it cannot be read safely.
        NewsrowsError: a rule in `exclude` does not exist, or a rule in `rules` has the id of another rule.
    """
    path = package.path if isinstance(package, Package) else Path(package)
    options = ValidateOptions(exclude=tuple(exclude), max_json=max_json, max_unpacked=max_unpacked, max_files=max_files)
    return list(check_package(path, options, rules).issues)


def check_package(package: Path, options: ValidateOptions, rules: Sequence[TableRule] = ()) -> ValidationReport:
    """The issues of a package, and the rules that could not be checked because a column is withheld.

    Raises:
        PackageError: there is no package, or it cannot be read safely.
        NewsrowsError: an excluded rule does not exist, or an added rule has the id of another rule.
    """
    return run_validation(package, limits=options.limits(), exclude=options.exclude, rules=rules)
