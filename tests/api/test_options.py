"""The keyword arguments of the API are the fields of the options, with the same defaults."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields

import pytest

import newsrows as nr
from newsrows.api.options import DescribeOptions, ExportOptions, ReportOptions, ValidateOptions
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.options import LimitOptions
from newsrows.diff.options import DataDiffOptions, SchemaDiffOptions
from newsrows.pipeline.options import BuildOptions
from newsrows.publishing.layout import PACKAGE_FORMATS
from newsrows.site import MAX_ARTICLES

FUNCTIONS = [
    (nr.build, BuildOptions, {"cache", "progress"}),
    (nr.validate, ValidateOptions, {"rules"}),
    (nr.describe, DescribeOptions, set()),
    (nr.load, LimitOptions, set()),
    (nr.export, ExportOptions, {"progress"}),
    (nr.report, ReportOptions, {"progress"}),
    (nr.diff_schemas, SchemaDiffOptions, set()),
    (nr.diff_data, DataDiffOptions, set()),
]


def keywords(function: Callable[..., object]) -> dict[str, object]:
    parameters = inspect.signature(function).parameters.values()
    return {one.name: one.default for one in parameters if one.kind is one.KEYWORD_ONLY}


@pytest.mark.parametrize(("function", "options", "own"), FUNCTIONS, ids=lambda value: getattr(value, "__name__", ""))
def test_keyword_arguments_are_the_fields_of_the_options(function, options, own) -> None:
    expected = {field.name: field.default for field in fields(options)}
    assert MISSING not in expected.values()
    found = keywords(function)
    assert {name: found[name] for name in found.keys() - own} == {
        name: expected[name] for name in expected.keys() - own
    }


def test_defaults_are_those_of_the_stages() -> None:
    assert LimitOptions().limits() == Limits()
    assert ReportOptions().max_articles == MAX_ARTICLES
    assert ExportOptions().format == PACKAGE_FORMATS


@pytest.mark.parametrize("function", [nr.extract, nr.Extractor])
def test_extract_has_options_of_a_build_with_the_same_defaults(function) -> None:
    defaults = {field.name: field.default for field in fields(BuildOptions)}
    found = keywords(function)
    assert list(found) == ["model", "names", "max_characters", "language_threshold", "registry"]
    assert found == {name: defaults[name] for name in found}


@pytest.mark.parametrize("function", [nr.extract, nr.Extractor, *(function for function, _, _ in FUNCTIONS)])
def test_docstring_describes_every_argument(function) -> None:
    text = inspect.getdoc(function)
    for name in inspect.signature(function).parameters:
        assert f"\n    {name}: " in text, name


def test_docstring_of_the_options_describes_every_field() -> None:
    for _, options, _ in FUNCTIONS:
        text = "".join(inspect.getdoc(base) or "" for base in options.__mro__[:-1])
        for field in fields(options):
            assert f"\n    {field.name}: " in text, field.name
