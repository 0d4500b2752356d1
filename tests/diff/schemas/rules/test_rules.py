"""Each rule finds its example, and gives each change the level that each policy expects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from diff.packages import rules_of, verdict_on
from maintain.rule_examples import examples, package_with
from newsrows.diff.schemas.change import NONE
from newsrows.diff.schemas.rules import RULES
from newsrows.diff.schemas.verdict import Criteria

if TYPE_CHECKING:
    from pathlib import Path

    from newsrows.diff.schemas.verdict import Verdict

Case = tuple[str, str, dict[str, Any], dict[str, Any], str, str]

POLICIES = ("reader", "producer", "recipe")

# rule: highest levels for reader, producer and recipe of its bad example, and of its good one ("none": fine)
EXAMPLES = {
    "field-deprecated": ("minor patch patch", "none none none"),
    "field-deprecation-eased": ("patch patch patch", "none none none"),
    "field-deprecation-hastened": ("major none patch", "none none none"),
    "resource-deprecated": ("minor patch patch", "none none none"),
    "resource-deprecation-eased": ("patch patch patch", "none none none"),
    "resource-deprecation-hastened": ("major none patch", "none none none"),
    "minimum-added": ("minor major major", "none none none"),
    "minimum-dropped": ("major minor minor", "none none none"),
    "minimum-raised": ("minor major major", "none none none"),
    "minimum-lowered": ("major minor minor", "none none none"),
    "minimum-changed": ("major major major", "none none none"),
    "maximum-added": ("minor major major", "none none none"),
    "maximum-dropped": ("major minor minor", "none none none"),
    "maximum-raised": ("major minor minor", "none none none"),
    "maximum-lowered": ("minor major major", "none none none"),
    "maximum-changed": ("major major major", "none none none"),
    "min-length-added": ("minor major major", "none none none"),
    "min-length-dropped": ("major minor minor", "none none none"),
    "min-length-raised": ("minor major major", "none none none"),
    "min-length-lowered": ("major minor minor", "none none none"),
    "min-length-changed": ("major major major", "none none none"),
    "max-length-added": ("minor major major", "none none none"),
    "max-length-dropped": ("major minor minor", "none none none"),
    "max-length-raised": ("major minor minor", "none none none"),
    "max-length-lowered": ("minor major major", "none none none"),
    "max-length-changed": ("major major major", "none none none"),
    "field-removed": ("major major major", "minor patch patch"),
    "field-removed-after-deprecation": ("minor major major", "major major major"),
    "field-deprecation-ignored": ("major major major", "minor major major"),
    "field-added-at-end": ("minor major major", "major major major"),
    "field-added-elsewhere": ("major major major", "minor major major"),
    "field-moved": ("major major major", "major major major"),
    "field-renamed": ("major major major", "none none none"),
    "fields-match-loosened": ("major minor minor", "none none none"),
    "fields-match-tightened": ("minor major major", "none none none"),
    "required-added": ("minor major major", "none none none"),
    "required-dropped": ("major minor minor", "none none none"),
    "unique-added": ("minor major major", "none none none"),
    "unique-dropped": ("major minor minor", "none none none"),
    "constraint-restated": ("patch patch patch", "none none none"),
    "pattern-added": ("minor major major", "none none none"),
    "pattern-dropped": ("major minor minor", "none none none"),
    "pattern-changed": ("major major major", "none none none"),
    "json-schema-changed": ("major minor minor", "none none none"),
    "description-changed": ("patch patch patch", "none none none"),
    "rdf-type-changed": ("minor minor patch", "none none none"),
    "profile-changed": ("minor minor minor", "none none none"),
    "resource-profile-changed": ("minor minor minor", "none none none"),
    "schema-profile-changed": ("minor minor minor", "none none none"),
    "missing-value-labels-changed": ("patch patch patch", "none none none"),
    "resource-licence-changed": ("major patch patch", "none none none"),
    "package-metadata-changed": ("patch patch patch", "none none none"),
    "package-custom-property-changed": ("patch patch patch", "none none none"),
    "resource-metadata-changed": ("patch patch patch", "none none none"),
    "resource-custom-property-changed": ("patch patch patch", "none none none"),
    "schema-metadata-changed": ("patch patch patch", "none none none"),
    "schema-custom-property-changed": ("patch patch patch", "none none none"),
    "field-metadata-changed": ("patch patch patch", "none none none"),
    "field-custom-property-changed": ("patch patch patch", "none none none"),
    "path-changed": ("major major none", "none none none"),
    "file-format-changed": ("major major major", "none none none"),
    "media-type-changed": ("minor minor minor", "none none none"),
    "compression-changed": ("major major major", "none none none"),
    "encoding-changed": ("major major major", "none none none"),
    "delimiter-changed": ("major major major", "none none none"),
    "header-changed": ("major major major", "none none none"),
    "quoting-changed": ("major major major", "none none none"),
    "line-terminator-changed": ("minor minor minor", "none none none"),
    "dialect-changed": ("major major major", "none none none"),
    "schema-dropped": ("major minor minor", "none none none"),
    "schema-added": ("minor major major", "none none none"),
    "primary-key-added": ("minor major major", "none none none"),
    "primary-key-dropped": ("major minor minor", "major major major"),
    "primary-key-changed": ("major major major", "patch patch patch"),
    "primary-key-reordered": ("patch patch patch", "none none none"),
    "unique-key-added": ("minor major major", "none none none"),
    "unique-key-dropped": ("major minor minor", "none none none"),
    "foreign-key-added": ("minor major major", "none none none"),
    "foreign-key-dropped": ("major minor minor", "none none none"),
    "foreign-key-retargeted": ("major major minor", "none none none"),
    "foreign-key-extended": ("minor major major", "none none none"),
    "package-renamed": ("major none major", "none none none"),
    "licence-changed": ("major patch patch", "patch patch patch"),
    "licence-added": ("minor patch patch", "none none none"),
    "licence-redescribed": ("patch patch patch", "none none none"),
    "resource-removed": ("major minor major", "minor patch patch"),
    "resource-removed-after-deprecation": ("minor minor major", "major minor major"),
    "resource-deprecation-ignored": ("major minor major", "minor minor major"),
    "resource-added": ("minor major minor", "none none none"),
    "resource-renamed": ("major major major", "none none none"),
    "resource-named": ("patch patch patch", "none none none"),
    "resources-reordered": ("patch patch patch", "minor major minor"),
    "type-widened": ("major minor major", "none none none"),
    "type-narrowed": ("major major major", "none none none"),
    "type-changed": ("major major major", "major minor major"),
    "field-format-changed": ("major major major", "none none none"),
    "field-format-loosened": ("major minor major", "none none none"),
    "field-format-tightened": ("minor major major", "none none none"),
    "number-format-changed": ("major major major", "none none none"),
    "boolean-values-changed": ("major major major", "none none none"),
    "list-items-changed": ("major major major", "none none none"),
    "unit-changed": ("major major major", "none none none"),
    "unit-added": ("patch patch patch", "none none none"),
    "enum-added": ("minor major major", "none none none"),
    "enum-dropped": ("major minor minor", "none none none"),
    "enum-values-added": ("major minor minor", "none none none"),
    "enum-values-removed": ("minor major major", "none none none"),
    "enum-opened": ("major minor minor", "none none none"),
    "enum-closed": ("minor patch minor", "none none none"),
    "categories-added": ("major minor minor", "patch patch patch"),
    "categories-removed": ("minor major major", "none none none"),
    "categories-reordered": ("major patch major", "major minor minor"),
    "category-labels-changed": ("patch patch patch", "none none none"),
    "missing-values-added": ("major minor minor", "none none none"),
    "missing-values-removed": ("major major major", "none none none"),
    "field-missing-values-changed": ("major minor major", "none none none"),
    "version-too-low": ("patch patch patch", "patch patch patch"),
    "version-lowered": ("major major major", "none none none"),
    "version-missing": ("major major major", "none none none"),
    "version-not-a-number": ("major major major", "none none none"),
}

A, B, C = ({"name": name, "type": "string"} for name in "abc")
QUOTES = {"name": "quotes", "path": "quotes.csv", "schema": {"fields": [A]}}

MENTIONS = {"name": "mentions", "path": "mentions.csv", "schema": {"fields": [A]}}


def enum(*values: object, **more: object) -> dict[str, Any]:
    return {"constraints": {"enum": list(values)}, **more}


def foreign(fields: object, resource: str, target: object) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": resource, "fields": target}}


# name, changed part of the descriptor, old, new, levels for reader, producer and recipe, rules
CASES: list[Case] = [
    ("an added field in a table matched by name", "schema",
     {"fields": [A, C], "fieldsMatch": "superset"}, {"fields": [A, B, C], "fieldsMatch": "superset"},
     "minor minor major", "field-added-elsewhere"),
    ("an added required field in a table matched by name", "schema",
     {"fields": [A], "fieldsMatch": "superset"},
     {"fields": [A, {**B, "constraints": {"required": True}}], "fieldsMatch": "superset"},
     "minor major major", "field-added-at-end"),
    ("a moved field in Parquet", "resource",
     {"path": "q.parquet", "schema": {"fields": [A, B]}}, {"path": "q.parquet", "schema": {"fields": [B, A]}},
     "patch patch major", "field-moved"),
    ("fields added before a field, which is not moved by this", "schema",
     {"fields": [C]}, {"fields": [A, B, C]}, "major major major", "field-added-elsewhere"),
    ("a removed field in a table that may have more columns", "schema",
     {"fields": [A, B], "fieldsMatch": "subset"}, {"fields": [A], "fieldsMatch": "subset"},
     "major minor major", "field-removed"),
    ("more columns are allowed", "schema", {}, {"fieldsMatch": "subset"}, "major minor minor", "fields-match-loosened"),
    ("more columns are allowed and their order was not promised", "schema",
     {"fieldsMatch": "equal"}, {"fieldsMatch": "subset"}, "minor minor minor", "fields-match-loosened"),
    ("a value is added to an open enum", "field", enum("a", openEnum=True), enum("a", "b", openEnum=True),
     "minor minor minor", "enum-values-added"),
    ("an open enum is dropped", "field", enum("a", openEnum=True), {"openEnum": True},
     "minor minor minor", "enum-dropped"),
    ("one enum value is renamed", "field", enum("a"), enum("b"),
     "major major major", "enum-values-added enum-values-removed"),
    ("numbers of an enum as text", "field",
     enum(1, 2.0, type="number"), enum("1", "2", type="number"), "none none none", ""),
    ("number to integer", "field", {"type": "number"}, {"type": "integer"}, "minor major major", "type-narrowed"),
    ("year to integer", "field", {"type": "year"}, {"type": "integer"}, "major minor major", "type-widened"),
    ("date to string", "field", {"type": "date"}, {"type": "string"}, "major minor major", "type-widened"),
    ("string to any", "field", {"type": "string"}, {"type": "any"}, "major minor major", "type-widened"),
    ("a missing type means string in version 1", "field", {}, {"type": "string"}, "none none none", ""),
    ("an exclusive bound of integers", "field",
     {"type": "integer", "constraints": {"exclusiveMaximum": 10}}, {"type": "integer", "constraints": {"maximum": 9}},
     "none none none", ""),
    ("the stricter of two lower bounds counts", "field",
     {"type": "number", "constraints": {"minimum": 0, "exclusiveMinimum": 5}},
     {"type": "number", "constraints": {"exclusiveMinimum": 5}}, "none none none", ""),
    ("dates in order", "field",
     {"type": "date", "constraints": {"maximum": "2025-12-31"}},
     {"type": "date", "constraints": {"maximum": "2026-12-31"}}, "major minor minor", "maximum-raised"),
    ("required, then a primary key", "schema",
     {"fields": [{**A, "constraints": {"required": True, "unique": True}}]}, {"fields": [A], "primaryKey": "a"},
     "minor major major", "constraint-restated primary-key-added"),
    ("required and unique said of a key, and no longer said", "schema",
     {"fields": [{**A, "constraints": {"required": True}}, B], "primaryKey": "a"},
     {"fields": [{**A, "constraints": {"unique": True}}, B], "primaryKey": "a"}, "none none none", ""),
    ("required said of a part of a key, and unique of a column that is not one by itself", "schema",
     {"fields": [A, B], "primaryKey": ["a", "b"]},
     {"fields": [{**A, "constraints": {"required": True, "unique": True}}, B], "primaryKey": ["a", "b"]},
     "minor major major", "unique-added"),
    ("a removed unique key that the primary key implies", "schema",
     {"fields": [A, B], "primaryKey": "a", "uniqueKeys": [["a", "b"]]}, {"fields": [A, B], "primaryKey": "a"},
     "patch patch patch", "unique-key-dropped"),
    ("a renamed field in keys", "schema",
     {"fields": [A, B], "primaryKey": "a", "uniqueKeys": [["a", "b"]], "foreignKeys": [foreign("b", "", "a")]},
     {"fields": [{**C, "renamedFrom": "a"}, B], "primaryKey": "c", "uniqueKeys": [["b", "c"]],
      "foreignKeys": [foreign("b", "", "c")]}, "major major major", "field-renamed"),
    ("a renamed resource in foreign keys", "package",
     {"resources": [QUOTES, {**MENTIONS, "schema": {"fields": [A], "foreignKeys": [foreign("a", "quotes", "a")]}}]},
     {"resources": [{**QUOTES, "name": "q", "renamedFrom": "quotes"},
                    {**MENTIONS, "schema": {"fields": [A], "foreignKeys": [foreign("a", "q", "a")]}}]},
     "major major major", "resource-renamed"),
    ("a foreign key to more fields", "schema",
     {"fields": [A, B, C], "foreignKeys": [foreign(["b"], "", ["a"])]},
     {"fields": [A, B, C], "foreignKeys": [foreign(["b", "c"], "", ["a", "c"])]},
     "minor major major", "foreign-key-extended"),
    ("a foreign key to fewer fields", "schema",
     {"fields": [A, B, C], "foreignKeys": [foreign(["b", "c"], "", ["a", "c"])]},
     {"fields": [A, B, C], "foreignKeys": [foreign(["b"], "", ["a"])]}, "major minor minor", "foreign-key-dropped"),
    ("a missing value is removed from a table without text columns", "schema",
     {"fields": [{"name": "n", "type": "integer"}], "missingValues": ["", "-"]},
     {"fields": [{"name": "n", "type": "integer"}]}, "minor major major", "missing-values-removed"),
    ("unordered categories in another order", "field",
     {"categories": ["a", "b"]}, {"categories": ["b", "a"]}, "patch patch patch", "categories-reordered"),
    ("UTF-8 becomes ASCII", "resource",
     {"encoding": "utf-8"}, {"encoding": "ascii"}, "minor major major", "encoding-changed"),
    ("a word for true is removed", "field",
     {"type": "boolean", "trueValues": ["yes", "y"]}, {"type": "boolean", "trueValues": ["y"]},
     "minor major major", "boolean-values-changed"),
    ("a corrected version of the profile", "package",
     {"$schema": "https://example.org/1.0/profile.json"}, {"$schema": "https://example.org/1.0.1/profile.json"},
     "patch patch patch", "profile-changed"),
    ("a later version of the profile", "package",
     {"$schema": "https://example.org/1.0/profile.json"}, {"$schema": "https://example.org/1.1/profile.json"},
     "minor minor minor", "profile-changed"),
    ("a licence is added", "resource",
     {"licenses": [{"path": "https://example.org/a"}]},
     {"licenses": [{"path": "https://example.org/a"}, {"path": "https://example.org/b"}]},
     "minor patch patch", "resource-licence-changed"),
    ("a JSON schema is added", "field", {"type": "object"}, {"type": "object", "constraints": {"jsonSchema": {}}},
     "minor major major", "json-schema-changed"),
    ("sizes and hashes of the rows", "resource",
     {"bytes": 1, "hash": "a"}, {"bytes": 2, "hash": "b"}, "none none none", ""),
    ("the dialect of frictionless-py", "resource",
     {"dialect": {"csv": {"delimiter": ";"}}}, {"dialect": {"delimiter": ";"}}, "none none none", ""),
    ("two names of a format", "resource",
     {"path": "q.parquet"}, {"path": "q.parquet", "format": "apache-parquet"}, "none none none", ""),
    ("a web address is removed", "resource",
     {"url": "https://example.org/q.csv"}, {}, "major major none", "path-changed"),
]  # fmt: skip


def levels(verdict: Verdict) -> str:
    changes = [*verdict.changes, *(problem for problem in verdict.problems if problem not in verdict.changes)]
    changes = [change for change in changes if change.rule != "version-too-low"]
    return " ".join(max((change.level(policy) for change in changes), default=NONE).word for policy in POLICIES)


def test_every_rule_has_a_row_of_expected_levels() -> None:
    assert set(EXAMPLES) == set(RULES)


@pytest.mark.parametrize("rule", EXAMPLES)
@pytest.mark.parametrize(("side", "index"), [("bad", 0), ("good", 1)])
def test_examples_of_each_rule_have_the_expected_levels(rule: str, side: str, index: int, tmp_path: Path) -> None:
    example = examples()[rule]
    old, new = (package_with(example.part, part) for part in getattr(example, side))
    assert levels(verdict_on(tmp_path, old, new, Criteria(today=example.today))) == EXAMPLES[rule][index]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_changes_have_the_levels_of_their_circumstances(case: Case, tmp_path: Path) -> None:
    _, of, old, new, expected, rules = case
    verdict = verdict_on(tmp_path, package_with(of, old), package_with(of, new))
    assert levels(verdict) == expected
    assert [rule for rule in rules_of(verdict) if rule != "version-too-low"] == rules.split()


def found_rules(folder: Path, rule: str, sides: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
    example = examples()[rule]
    old, new = (package_with(example.part, part) for part in sides)
    return rules_of(verdict_on(folder, old, new, Criteria(today=example.today)))


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert set(examples()) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    assert rule in found_rules(tmp_path, rule, examples()[rule].bad)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_ignores_its_good_example(rule: str, tmp_path: Path) -> None:
    assert rule not in found_rules(tmp_path, rule, examples()[rule].good)


@pytest.mark.parametrize("rule", RULES)
def test_texts_of_a_rule_are_full_sentences(rule: str) -> None:
    entry = RULES[rule]
    for sentence in (entry.sentence, entry.reader.sentence, entry.producer.sentence):
        assert sentence.endswith(".")
        assert len(sentence.split()) > 3
    assert entry.remedy


def test_removed_field_with_a_similar_new_name_gets_a_hint_to_declare_it(tmp_path: Path) -> None:
    fields: list[list[dict[str, str]]] = [[{"name": "speaker"}], [{"name": "speakers"}]]
    old, new = (package_with("schema", {"fields": side}) for side in fields)
    summaries = {change.rule: change.summary for change in verdict_on(tmp_path, old, new).changes}
    assert summaries["field-removed"] == "was it renamed to 'speakers'? Then add renamedFrom to that field"
