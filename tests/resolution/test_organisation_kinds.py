from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.resolution.names.organisation_kinds import kind_of

GOLD = Path(__file__).parent.parent / "gold" / "kinds.csv"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Riverton News Agency", "media"),
        ("Riverton Environment Agency", "government"),
        ("Fundación Riverton", "charity"),
        ("Universidad de Riverton", "school"),
        ("Carter & Brown", "company"),
        ("riverton.com", "company"),
        ("Riverton Democratic Alliance", "party"),
        ("Senate Committee on Rivers", "legislature"),
        ("Riverton Court of Appeals", "court"),
        ("Riverton Police Department", "police"),
        ("African Rivers Commission", "international"),
        ("African Rivers Chamber", "other"),
        ("Alternative Coast Congress ACC", "party"),
        ("Riverton Hydro", "company"),
        ("Riverton Rovers Football Club", "other"),
        ("Riverton", "other"),
        ("Royal College of Joiners", "other"),
        ("Royal College of Music", "school"),
        ("Engineers for Clean Water", "charity"),
    ],
)
def test_words_tell_the_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(("split", "least"), [("dev", 0.95), ("held-out-1", 0.92), ("held-out-2", 0.84)])
def test_kinds_agree_with_those_checked_by_hand(split: str, least: float) -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        judged = [row for row in csv.DictReader(file) if row["split"] == split]
    judged = [row for row in judged if row["kind"] not in {"none", "unknown"}]
    right = [row for row in judged if kind_of(row["name"]) in {row["kind"], *row["also"].split()}]
    assert len(right) >= least * len(judged)
