"""Words beside a name that companies alone have."""

from __future__ import annotations

import pytest
from stories import linked, told

from newsrows.resolution.names.organisation_kinds import COMPANY, is_company, shows_kind


def is_told(marked: str) -> bool:
    text, (mention,) = told(marked)
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
def test_makers_and_shares_tell_of_a_company(marked: str) -> None:
    assert is_told(marked)


@pytest.mark.parametrize(
    "marked",
    ["[o Lumora] shares a border with it.", "The choir [o Lumora] sang.", "[o Lumora] makers met.", "[o Lumora]"],
)
def test_other_words_do_not(marked: str) -> None:
    assert not is_told(marked)


def test_what_was_told_is_evidence_of_the_organisation() -> None:
    assert [entity.evidence for entity in linked("The brewer [o Lumora] left.").entities] == [(COMPANY,)]
    assert [entity.evidence for entity in linked("The choir [o Lumora] left.").entities] == [()]


@pytest.mark.parametrize(
    ("name", "tells"), [("Lumora", False), ("Riverton Bluebell", False), ("Riverton Club", True), ("Lumora Ltd", True)]
)
def test_a_name_tells_a_kind_or_says_nothing(name: str, tells: bool) -> None:
    assert shows_kind(name) is tells
