from __future__ import annotations

import pytest

from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH, Level
from newsrows.diff.schemas.version import Version, next_version, parse_version, raised_level


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1.2.3", Version(1, 2, 3)),
        ("v0.6", Version(0, 6)),
        ("2", Version(2)),
        ("1.0.0-rc.1+build.5", Version(1, 0, 0, "rc.1")),
        (" 1.0.0 ", Version(1)),
        ("latest", None),
        ("2024-05-01", None),
        ("1.2.3.4", None),
        ("", None),
    ],
)
def test_incomplete_versions_are_read_and_dates_are_not(text: str, version: Version | None) -> None:
    assert parse_version(text) == version


def test_versions_are_ordered_by_semantic_versioning() -> None:
    written = "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1"
    versions = [parse_version(text) for text in written.split()]
    assert versions == sorted(versions, key=lambda version: version or Version(0))


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("1.0.0", "2.0.0", MAJOR),
        ("1.0.0", "1.1.0", MINOR),
        ("1.0.0", "1.0.1", PATCH),
        ("1.0.0", "1.0.0", NONE),
        ("1.1.0", "1.0.0", NONE),
        ("2.0.0-rc.1", "2.0.0", MAJOR),
        ("2.1.0-rc.1", "2.1.0-rc.2", MINOR),
        ("2.1.1-rc.1", "2.1.1", PATCH),
    ],
)
def test_raised_level_is_the_part_of_the_version_that_was_raised(old: str, new: str, level: Level) -> None:
    before, after = parse_version(old), parse_version(new)
    assert before is not None
    assert after is not None
    assert raised_level(before, after) == level


@pytest.mark.parametrize(
    ("level", "old", "new"),
    [
        (MAJOR, "1.2.3", "2.0.0"),
        (MINOR, "1.2.3", "1.3.0"),
        (PATCH, "1.2.3", "1.2.4"),
        (MAJOR, "0.2.3", "0.3.0"),
        (MINOR, "0.2.3", "0.2.4"),
        (MAJOR, "2.0.0-rc.1", "2.0.0"),
        (MAJOR, "1.1.0-rc.1", "2.0.0"),
    ],
)
def test_next_version_is_the_lowest_that_fits_a_level(level: Level, old: str, new: str) -> None:
    before = parse_version(old)
    assert before is not None
    assert str(next_version(level, before)) == new
