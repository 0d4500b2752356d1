"""A package of any kind: opened safely, and checked by its descriptor, or by all rules if it is newsrows' own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from newsrows.datapackage.limits import Limits
from newsrows.datapackage.shapes import without_misshapen
from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.records import Issue
from newsrows.validation.article_tables.layout import is_article_package
from newsrows.validation.cells import ROW_COLUMN
from newsrows.validation.deduplicate import deduplicate
from newsrows.validation.descriptor_lines import with_lines
from newsrows.validation.files import file_issues
from newsrows.validation.open_package import OpenPackage, open_package
from newsrows.validation.registry import TableRule, declared, with_next_steps
from newsrows.validation.report import Unchecked, ValidationReport
from newsrows.validation.resources import dereference, read_object, read_resources
from newsrows.validation.unchecked import unchecked_parts
from newsrows.validation.web_copies import WebCopies

_STEPS = {
    "files": "restore the file, or correct the descriptor",
    "columns": "correct the data, or the schema",
}
_NEXT_WITHOUT_PACKAGE = "name the folder of a package, or build one (newsrows build ARTICLES --out DIR)"


def validate_package(path: Path, *, limits: Limits | None = None) -> list[Issue]:
    """The issues of a package, sorted: those of `validate`."""
    return list(validate(path, limits=limits).issues)


def validate(
    path: Path,
    *,
    limits: Limits | None = None,
    exclude: Collection[str] = (),
    rules: Sequence[TableRule] = (),
    copies: WebCopies | None = None,
) -> ValidationReport:
    """Check a package.

    A package of newsrows is checked by all rules, another one by what its descriptor says of files, columns and keys.
    Whatever cannot be read is an issue, and everything else is checked all the same.

    Args:
        path: a folder, a datapackage.json (or a descriptor of another name), or a zip file.
        limits: how much is read.
        exclude: the ids of rules that are left out.
        rules: further rules, see `newsrows.validation.rule`.
        copies: copies of files on the web.

    Raises:
        PackageError: there is no package, it reaches out of its folder, or it is larger than the limits.
        RuleError: a rule to leave out does not exist; or an added rule has the id of another one, or needs a table
            that the package does not have.
    """
    if exclude or rules:
        from newsrows.validation.rules import check_choice  # noqa: PLC0415 - imports polars

        check_choice(exclude, rules)
    with open_package(path, limits or Limits()) as package:
        descriptor, _ = read_object(package, package.descriptor)
        if package.descriptor == DESCRIPTOR and is_article_package(descriptor, package.folder):
            from newsrows.validation.article_tables.article_package import validate_article_package  # noqa: PLC0415 - takes 1 s

            report = validate_article_package(package, rules=rules)
        else:
            report = _validate_any_package(package, rules, copies or WebCopies())
    issues = tuple(issue for issue in report.issues if issue.rule not in exclude)
    return ValidationReport(issues, tuple(rule for rule in report.skipped if rule not in exclude), report.unchecked)


def _validate_any_package(package: OpenPackage, rules: Sequence[TableRule], copies: WebCopies) -> ValidationReport:
    """The issues of any package, sorted: its descriptor, its files, and the rows of its tables."""
    from newsrows.validation.any_package import validate_tables  # noqa: PLC0415
    from newsrows.validation.frictionless_adapter import descriptor_issues, other_issues  # noqa: PLC0415 - takes 0.3 s
    from newsrows.validation.metadata import metadata_issues  # noqa: PLC0415
    from newsrows.validation.profiles import profile_issues  # noqa: PLC0415
    from newsrows.validation.rules import check_needs  # noqa: PLC0415
    from newsrows.validation.schema_checks import misshapen_issues, standard_issues  # noqa: PLC0415 - imports polars

    written, issues = read_object(package, package.descriptor)
    unchecked: list[Unchecked] = []
    if written is not None:
        full, schema_issues = dereference(package, written, copies, unchecked)
        descriptor, misshapen = without_misshapen(full)
        schema_issues += misshapen_issues(package.descriptor, misshapen)
        resources, resource_issues = read_resources(package, descriptor, copies)
        unchecked += unchecked_parts(resources, {part.place for part in unchecked})
        issues += [*schema_issues, *resource_issues]
        issues += standard_issues(package.descriptor, resources)
        issues += metadata_issues(package.descriptor, full)
        issues += profile_issues(package, written, copies, unchecked)
        issues += other_issues(issues, descriptor_issues(package.descriptor, full))
        for resource in resources:
            issues += file_issues(resource)
        if rules and resources:
            check_needs(rules, [one.name for one in resources if one.resource.schema is not None])
        issues += validate_tables(resources, package.source.limits, rules=rules)
    issues = [replace(one, column="row") if one.column == ROW_COLUMN else one for one in with_lines(package, issues)]
    steps = {rule.id: _STEPS.get(rule.scope, rule.next_step) for rule in declared().values()}
    if written is None:
        steps["descriptor-missing"] = _NEXT_WITHOUT_PACKAGE
    steps |= {added.rule.id: added.rule.next_step for added in rules}
    return ValidationReport(tuple(with_next_steps(deduplicate(issues), steps)), unchecked=tuple(sorted(set(unchecked))))
