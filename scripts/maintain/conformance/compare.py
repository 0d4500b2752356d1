"""Compares newsrows with Frictionless and check-datapackage on every feature of the standard: `make conformance`.

check-datapackage needs Python 3.12 or newer and judges descriptors alone. It is left out where it is not installed.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from maintain.conformance.features import features
from maintain.conformance.packages import Feature

Verdict = bool | None
"""Whether a package is valid; None if that is not said of all of it."""


def newsrows_verdict(folder: Path) -> Verdict:
    """Whether newsrows finds nothing in a package; None if it has skipped a part."""
    from newsrows.validation import validate  # noqa: PLC0415

    report = validate(folder)
    return None if report.valid and not report.complete else report.valid


def frictionless_verdict(folder: Path) -> Verdict:
    """Whether Frictionless finds nothing in a package, or fails."""
    import frictionless  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return bool(frictionless.validate(str(folder / "datapackage.json")).valid)
    except Exception:
        return False


def check_datapackage_verdict(folder: Path) -> Verdict:
    """Whether check-datapackage finds nothing in a descriptor."""
    import check_datapackage  # type: ignore[import-not-found]  # noqa: PLC0415 - not in every environment

    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return not check_datapackage.check(descriptor)


def validators() -> dict[str, Callable[[Path], Verdict]]:
    """The validators that are installed, by name."""
    found: dict[str, Callable[[Path], Verdict]] = {"newsrows": newsrows_verdict, "Frictionless": frictionless_verdict}
    if find_spec("check_datapackage") is not None:
        found["check-datapackage"] = check_datapackage_verdict
    return found


def outcome(feature: Feature, judge: Callable[[Path], Verdict], folder: Path) -> str:
    """What a validator makes of a feature: right, refuses the good package, accepts the bad one, or does not check."""
    good, bad = (judge(one.write(folder / kind)) for kind, one in (("good", feature.good), ("bad", feature.bad)))
    if good is False:
        return "refuses the good package"
    if None in {good, bad} and bad is not False:
        return "not checked"
    return "accepts the bad package" if bad else "right"


def lines(outcomes: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The comparison as Markdown: totals, then every feature in which a validator is not right."""
    names = list(next(iter(outcomes.values())))
    kinds = ("right", "not checked", "accepts the bad package", "refuses the good package")
    yield f"{len(outcomes)} features of the Data Package standard, version 2, each with a good and a bad package\n"
    yield f"| | {' | '.join(names)} |"
    yield f"| --- |{' ---: |' * len(names)}"
    for kind in kinds:
        totals = Counter({name: sum(one[name] == kind for one in outcomes.values()) for name in names})
        yield f"| {kind} | {' | '.join(str(totals[name]) for name in names)} |"
    yield "\n| feature | " + " | ".join(names) + " |"
    yield f"| --- |{' --- |' * len(names)}"
    for feature, one in outcomes.items():
        if set(one.values()) != {"right"}:
            yield f"| {feature} | {' | '.join(one[name] for name in names)} |"


def main() -> int:
    """Print the comparison; 1 if newsrows is wrong in a feature."""
    outcomes: dict[str, dict[str, str]] = {}
    judges = validators()
    with TemporaryDirectory(prefix="conformance-") as folder:
        for number, feature in enumerate(features()):
            outcomes[feature.id] = {
                name: outcome(feature, judge, Path(folder) / f"{number}-{place}")
                for place, (name, judge) in enumerate(judges.items())
            }
    sys.stdout.write("\n".join(lines(outcomes)) + "\n")
    return int(any(one["newsrows"] not in {"right", "not checked"} for one in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main())
