from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.resolution.names.organisation_kinds import COMPANY, is_company, kind_of, shows_kind
from resolution.stories import linked, read_story

GOLD = Path(__file__).parents[2] / "gold" / "kinds.csv"


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
        ("Department of Refugee Affairs", "government"),
        ("Riverton Police School", "police"),
        ("SNP Board", "party"),
        ("Riverton Liberal Coalition", "party"),
        ("Riverton Nationalist League", "party"),
        ("House Subcommittee on Rivers", "legislature"),
        ("Rivers Bank of the Riverton Court", "company"),
        ("Home Office", "government"),
        ("Ministry of Food", "government"),
        ("Riverton Assembly", "legislature"),
        ("Riverton Green Party", "party"),
        ("Carter Holdings Ltd", "company"),
        ("Riverton Gazette", "media"),
        ("Coast Primary School", "school"),
        ("University of the Coast", "school"),
        ("Riverton Refugee Council", "charity"),
        ("Riverton Crown Court", "court"),
        ("Riverton Police", "police"),
        ("United Nations", "international"),
        ("Riverton Choir", "other"),
        ("Blue Lantern", "other"),
    ],
)
def test_words_of_a_name_show_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(("split", "least"), [("dev", 0.95), ("held-out-1", 0.92), ("held-out-2", 0.84)])
def test_kinds_agree_with_hand_checked_ones(split: str, least: float) -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        labelled = [row for row in csv.DictReader(file) if row["split"] == split]
    labelled = [row for row in labelled if row["kind"] not in {"none", "unknown"}]
    correct = [row for row in labelled if kind_of(row["name"]) in {row["kind"], *row["also"].split()}]
    assert len(correct) >= least * len(labelled)


def is_company_in(marked: str) -> bool:
    text, (mention,) = read_story(marked)
    return is_company(mention.span, text)


@pytest.mark.parametrize(
    "marked",
    [
        "The games maker [o Lumora] left.",
        "Data sent by the developer, [o Lumora], was old.",
        "[o Lumora] shares fell by a tenth.",
        "[o Lumora]'s shares rose.",
        "[o Lumora] shareholders met.",
        "She sold shares in [o Lumora].",
    ],
)
def test_words_next_to_a_name_show_a_company(marked: str) -> None:
    assert is_company_in(marked)


@pytest.mark.parametrize(
    "marked",
    ["[o Lumora] shares a border with it.", "The choir [o Lumora] sang.", "[o Lumora] makers met.", "[o Lumora]"],
)
def test_other_words_next_to_a_name_show_nothing(marked: str) -> None:
    assert not is_company_in(marked)


def test_a_sign_of_a_company_is_evidence() -> None:
    assert [entity.evidence for entity in linked("The brewer [o Lumora] left.").entities] == [(COMPANY,)]
    assert [entity.evidence for entity in linked("The choir [o Lumora] left.").entities] == [()]


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [("Lumora", False), ("Riverton Bluebell", False), ("Riverton Club", True), ("Lumora Ltd", True)],
)
def test_a_name_shows_a_kind_or_nothing(name: str, is_shown: bool) -> None:
    assert shows_kind(name) is is_shown
