"""Limits, and paths that stay inside, for packages that anybody may have made."""

from __future__ import annotations

import pytest

from newsrows.datapackage import PackageError
from newsrows.datapackage.limits import is_url, parse_size, show_size, stays_inside


@pytest.mark.parametrize(
    ("text", "size"), [("0", 0), ("16MB", 16_000_000), ("4 gb", 4_000_000_000), ("10k", 10_000), ("7 B", 7)]
)
def test_sizes_are_read(text: str, size: int) -> None:
    assert parse_size(text) == size


def test_sizes_are_written_with_units() -> None:
    assert [show_size(size) for size in (12, 16_000_000, 1_500_000_000)] == ["12 bytes", "16 MB", "1.5 GB"]


@pytest.mark.parametrize("text", ["", "MB", "-1", "1.5MB", "many", "1 mile", "1" * 30])
def test_text_that_is_not_a_size_is_refused(text: str) -> None:
    with pytest.raises(PackageError, match="expected a size"):
        parse_size(text)


@pytest.mark.parametrize("path", ["t.csv", "data/csv/t.csv", "./t.csv", "a..b/t.csv", "C/t.csv"])
def test_paths_that_stay_inside(path: str) -> None:
    assert stays_inside(path)


@pytest.mark.parametrize(
    "path", ["", ".", "../t.csv", "data/../../t.csv", "/t.csv", "\\\\host\\t.csv", "data\\..\\t.csv", "t.csv\0"]
)
def test_paths_that_leave(path: str) -> None:
    assert not stays_inside(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("https://example.org/t.csv", True), ("s3://b/t.csv", True), ("file:t.csv", True)]
    + [(path, False) for path in ("C:/t.csv", "data/a:b.csv", "Rain: 2024.csv", "ab:c.csv")],
)
def test_urls_are_recognised(path: str, expected: bool) -> None:
    assert is_url(path) is expected
