from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from diff.packages import write
from maintain.rule_examples import package_with
from newsrows.datapackage.loading import load_package
from newsrows.diff.schemas.pairing import PackagePair, pair_packages
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path


def pair(folder: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> PackagePair:
    """The pair of two packages whose only table has these fields."""
    sources = [
        str(write(folder / side, package_with("schema", {"fields": fields})))
        for side, fields in (("old", old), ("new", new))
    ]
    return pair_packages(load_package(sources[0]), load_package(sources[1]), date(2026, 6, 1))


def fields(names: str) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [("abcd", "abcd", ""), ("abcd", "dabc", "d"), ("abcd", "xabc", ""), ("abcd", "bcda", "a"), ("abcde", "acbde", "c")],
)
def test_fewest_fields_count_as_moved(old: str, new: str, moved: str, tmp_path: Path) -> None:
    (table,) = pair(tmp_path, fields(old), fields(new)).tables
    assert "".join(field.new.name for field in table.fields if field.moved and field.new is not None) == moved


def test_field_is_paired_by_the_old_name_that_it_declares(tmp_path: Path) -> None:
    for key in ("renamedFrom", "newsrows:renamedFrom"):
        (table,) = pair(tmp_path, fields("ab"), [{"name": "a"}, {"name": "c", key: ["x", "b"]}]).tables
        assert table.present_field_name("b") == "c"
        assert table.added_names == []


def test_two_fields_with_the_same_old_name_are_refused(tmp_path: Path) -> None:
    new = [{"name": "c", "renamedFrom": "a"}, {"name": "d", "renamedFrom": "a"}]
    with pytest.raises(PackageError, match="both 'c' and 'd' claim the old name 'a'"):
        pair(tmp_path, fields("a"), new)
