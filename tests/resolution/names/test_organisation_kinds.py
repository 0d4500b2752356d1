from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsrows.resolution.names.organisation_kinds import COMPANY, kind_beside, kind_of, shows_kind
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
        ("Riverton Rovers Football Club", "club"),
        ("Riverton", "other"),
        ("Royal College of Joiners", "other"),
        ("Riverton Dockers' Union", "union"),
        ("Coast Federation of Teachers", "union"),
        ("European Union", "international"),
        ("Riverton Civil Liberties Union", "charity"),
        ("Riverton General Hospital", "hospital"),
        ("Coast Medical Centre", "hospital"),
        ("Diocese of Riverton", "religious"),
        ("Coast Evangelical Church", "religious"),
        ("Third Infantry Brigade", "military"),
        ("Riverton Fire Brigade", "government"),
        ("Coast Liberation Front", "military"),
        ("Coast Institute for Fiscal Research", "research"),
        ("Coast Institute of Technology", "school"),
        ("Riverton Golf Association", "club"),
        ("Coast Premier League", "club"),
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
        ("AT&T.At", "other"),
        (",", "other"),
    ],
)
def test_words_of_a_name_show_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("split", "least_right", "least_shown"),
    [("dev", 0.95, 0.85), ("held-out-1", 0.9, 0.85), ("held-out-2", 0.85, 0.75), ("held-out-3", 0.93, 0.7)],
)
def test_kinds_agree_with_hand_checked_ones(split: str, least_right: float, least_shown: float) -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        labelled = [row for row in csv.DictReader(file) if row["split"] == split]
    labelled = [row for row in labelled if row["kind"] not in {"none", "unknown"}]
    shown = [row for row in labelled if shows_kind(row["name"])]
    right = [row for row in shown if kind_of(row["name"]) in {row["kind"], *row["also"].split()}]
    assert len(right) >= least_right * len(shown)
    assert len(shown) >= least_shown * len(labelled)


def kind_in(marked: str) -> str | None:
    text, (mention,) = read_story(marked)
    return kind_beside(mention.span, text)


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("The games maker [o Lumora] left.", "company"),
        ("Data sent by the developer, [o Lumora], was old.", "company"),
        ("[o Lumora] shares fell by a tenth.", "company"),
        ("[o Lumora]'s shares rose.", "company"),
        ("[o Lumora] shareholders met.", "company"),
        ("She sold shares in [o Lumora].", "company"),
        ("The newspaper [o Lumora] closed.", "media"),
        ("A trade union, [o Lumora], called the strike.", "union"),
        ("[o Lumora] striker Ann Carter scored.", "club"),
        ("The rebels of the militant group [o Lumora] left.", "military"),
        ("[o Lumora] guerrillas left the town.", "military"),
        ("The opposition party [o Lumora] won.", "party"),
        ("The think tank [o Lumora] wrote it.", "research"),
        ("She works for the aid group [o Lumora].", "charity"),
    ],
)
def test_words_next_to_a_name_show_a_kind(marked: str, kind: str) -> None:
    assert kind_in(marked) == kind


@pytest.mark.parametrize(
    "marked",
    [
        "[o Lumora] shares a border with it.",
        "The choir [o Lumora] sang.",
        "[o Lumora] makers met.",
        "[o Lumora]",
        "A party for [o Lumora] was held.",
        "The union met [o Lumora].",
        "[o Lumora] strikes again.",
    ],
)
def test_other_words_next_to_a_name_show_nothing(marked: str) -> None:
    assert kind_in(marked) is None


def test_a_sign_of_a_company_is_evidence() -> None:
    assert [entity.evidence for entity in linked("The brewer [o Lumora] left.").entities] == [(COMPANY,)]
    assert [entity.evidence for entity in linked("The choir [o Lumora] left.").entities] == [()]


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [("Lumora", False), ("Riverton Bluebell", False), ("Riverton Club", True), ("Lumora Ltd", True)],
)
def test_a_name_shows_a_kind_or_nothing(name: str, is_shown: bool) -> None:
    assert shows_kind(name) is is_shown
