"""Every module with a function has a test file at its path, or a file below covers it."""

from __future__ import annotations

import ast
from pathlib import Path

import newsrows
from clone import TOP

MODULES = Path(newsrows.__file__).parent
TESTS = TOP / "tests"

# Modules whose functions are tested through those of other modules, by the test file that covers them.
COVERED_BY: dict[str, set[str]] = {
    "api/test_build.py": {"api/places.py"},
    "api/test_extraction.py": {"api/articles.py", "records/contract.py"},
    "api/test_options.py": {"datapackage/options.py", "diff/options.py"},
    "api/test_packages.py": {"datapackage/frames.py"},
    "api/test_validation.py": {"api/explanation.py"},
    "cli/test_cli.py": {"__main__.py", "cli/parser.py"},
    "cli/test_options.py": {"options.py", "pipeline/options.py"},
    "datapackage/test_descriptor.py": {"datapackage/model.py", "datapackage/normalise.py"},
    "datapackage/test_loading.py": {"datapackage/vocabulary.py"},
    "datapackage/test_sources.py": {"datapackage/unpacked.py"},
    "validation/test_constraints.py": {"schema/constraint_rules.py"},
    "validation/test_profiles.py": {"validation/json_schemas.py", "validation/web_copies.py"},
    "diff/schemas/report/test_report.py": {
        "diff/schemas/report/phrases.py",
        "diff/schemas/report/structured.py",
        "diff/schemas/report/text.py",
    },
    "diff/schemas/rules/test_rules.py": {
        "diff/schemas/change.py",
        "diff/schemas/descriptor_extensions.py",
        "diff/schemas/rules/announcements.py",
        "diff/schemas/rules/bounds.py",
        "diff/schemas/rules/columns.py",
        "diff/schemas/rules/constraints.py",
        "diff/schemas/rules/descriptions.py",
        "diff/schemas/rules/files.py",
        "diff/schemas/rules/keys.py",
        "diff/schemas/rules/packages.py",
        "diff/schemas/rules/registry.py",
        "diff/schemas/rules/types.py",
        "diff/schemas/rules/values.py",
        "diff/schemas/rules/versions.py",
    },
    "engine/test_store.py": {"engine/shard_file.py", "engine/shard_index.py", "engine/storage.py"},
    "extraction/quotes/test_finder.py": {
        "extraction/parse/parsed_article.py",
        "extraction/quotes/candidate.py",
        "extraction/quotes/clauses.py",
        "extraction/quotes/context.py",
        "extraction/quotes/noun_phrases.py",
        "extraction/quotes/quotation_assignment.py",
        "extraction/quotes/speakers.py",
    },
    "extraction/roles/test_finder.py": {"extraction/roles/context.py"},
    "resolution/coreference/test_nominals.py": {
        "resolution/coreference/nominal_context.py",
        "resolution/coreference/organisation_nominals.py",
        "resolution/coreference/relation_nominals.py",
    },
    "pipeline/test_own_output.py": {"publishing/ownership.py"},
    "pipeline/test_quarantine.py": {"pipeline/assembly.py", "records/errors.py"},
    "pipeline/test_runner.py": {
        "pipeline/joining.py",
        "records/article.py",
    },
    "pipeline/test_up_to_date.py": {"publishing/upload.py"},
    "publishing/editions/test_export.py": {
        "publishing/checksums.py",
        "publishing/editions/contents.py",
        "publishing/editions/ownership.py",
    },
    "publishing/test_package.py": {
        "publishing/descriptor.py",
        "publishing/layout.py",
        "publishing/tables.py",
    },
    "review/test_apply.py": {"review/article_rows.py", "review/identities.py", "review/outcomes.py"},
    "review/test_marks.py": {"records/review.py"},
    "schema/test_checks.py": {"schema/frames.py"},
    "site/test_report.py": {
        "site/marker.py",
        "site/package.py",
        "site/rendering.py",
        "site/rows.py",
        "site/tables.py",
    },
    "sources/formats/test_html.py": {"sources/errors.py"},
    "sources/formats/test_parquet.py": {"sources/formats/columns.py"},
    "sources/locate/test_archives.py": {"compression.py"},
    "sources/locate/test_opening.py": {"sources/formats/registry.py", "sources/locate/suffixes.py"},
    "sources/metadata/test_metadata_csv.py": {"sources/metadata/fields.py"},
    "sources/test_articles.py": {"sources/options.py", "sources/record.py"},
    "validation/article_tables/test_layout.py": {
        "validation/article_tables/article_package.py",
        "validation/article_tables/first_reading.py",
    },
    "validation/article_tables/test_partial_packages.py": {"validation/report.py"},
    "validation/article_tables/test_partition.py": {
        "validation/article_tables/cross_table.py",
        "validation/frames.py",
        "validation/slice_sizes.py",
    },
    "validation/test_any_package.py": {
        "validation/files.py",
        "validation/keys.py",
        "validation/package.py",
        "validation/parquet_reader.py",
        "validation/resources.py",
        "validation/table_files.py",
    },
    "validation/test_corruption.py": {
        "validation/aggregates.py",
        "validation/article_tables/duplicate_keys.py",
        "validation/rules/aliases.py",
        "validation/rules/counts.py",
        "validation/rules/ids.py",
        "validation/rules/people.py",
        "validation/rules/places.py",
        "validation/rules/spans.py",
        "validation/rules/statistics.py",
        "validation/rules/texts.py",
        "validation/violations.py",
    },
    "validation/rules/test_mentions.py": {"validation/rules/quote_parts.py"},
    "validation/test_deduplicate.py": {"records/issue.py"},
}


def test_every_module_has_a_test_file_at_its_path_or_is_listed() -> None:
    listed = set().union(*COVERED_BY.values())
    missing = {name for name in _modules() if not _test_file(name).exists()}
    assert missing - listed == set()


def test_every_listed_module_exists_and_has_no_test_file_at_its_path() -> None:
    modules = _modules()
    listed = [name for names in COVERED_BY.values() for name in names]
    assert len(listed) == len(set(listed)), "listed twice"
    assert [name for name in listed if name not in modules or _test_file(name).exists()] == []


def test_every_file_that_covers_other_modules_exists() -> None:
    assert [name for name in COVERED_BY if not (TESTS / name).exists()] == []


def _modules() -> set[str]:
    """The modules with a function, as paths in the package: others have nothing to test."""
    return {str(path.relative_to(MODULES)) for path in MODULES.rglob("*.py") if _has_function(path)}


def _has_function(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return any(name != "__getattr__" for name in functions)  # that of a package imports its public names


def _test_file(module: str) -> Path:
    """`test_MODULE.py` in the same folder of tests/; `test_PACKAGE.py` in it for a package's __init__.py."""
    path = MODULES / module
    name = path.parent.name if path.stem == "__init__" else path.stem
    return TESTS / path.parent.relative_to(MODULES) / f"test_{name}.py"
