"""newsrows is right in every feature of the standard that it claims, and lists the others as not checked."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from clone import TOP
from maintain.conformance.features import features
from maintain.conformance.packages import Feature
from newsrows.validation import validate

FEATURES = {feature.id: feature for feature in features()}
LIBRARIES = {"format ods": "python_calamine", "format xlsx": "openpyxl"}


def needs(feature: Feature) -> str | None:
    return next((library for start, library in LIBRARIES.items() if feature.name.startswith(start)), None)


def test_every_feature_has_a_name_of_its_own() -> None:
    assert len(FEATURES) == len(features()) >= 230


@pytest.mark.parametrize("name", [name for name, feature in FEATURES.items() if feature.rule])
def test_good_package_is_valid_and_the_bad_one_breaks_its_rule(name: str, tmp_path: Path) -> None:
    feature = FEATURES[name]
    if (library := needs(feature)) is not None and find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    good, bad = (validate(one.write(tmp_path / kind)) for kind, one in (("g", feature.good), ("b", feature.bad)))
    assert (good.issues, good.unchecked) == ((), ())
    assert feature.rule in {issue.rule for issue in bad.issues}


@pytest.mark.parametrize("name", [name for name, feature in FEATURES.items() if not feature.rule])
def test_feature_that_is_not_checked_is_listed_in_the_result_and_in_the_documentation(
    name: str, tmp_path: Path
) -> None:
    feature = FEATURES[name]
    for kind, one in (("good", feature.good), ("bad", feature.bad)):
        report = validate(one.write(tmp_path / kind))
        assert report.valid
        assert not report.complete
    assert f"| {name} |" in (TOP / "docs" / "validation.md").read_text("utf-8")
