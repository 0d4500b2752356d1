"""What a title continues with."""

from __future__ import annotations

import pytest

from extraction.roles.role_rows import role_rows


@pytest.mark.parametrize("preposition", ["of", "for", "at", "with", "in", "from"])
def test_a_preposition_leads_to_the_organisation_of_a_title(preposition: str) -> None:
    marked = f"[PERSON Ann Carter], a lawyer {preposition} [ORG Coast Bank], left."
    assert role_rows(marked) == [("lawyer", "Ann Carter", "Coast Bank", "current")]


@pytest.mark.parametrize(
    "title", ["head of the army", "minister for health", "adviser to the minister", "spokeswoman on health"]
)
def test_a_complement_is_part_of_the_title(title: str) -> None:
    assert role_rows(f"[PERSON Ann Carter], {title}, left.") == [(title, "Ann Carter", None, "current")]


@pytest.mark.parametrize("day", ["today", "yesterday"])
def test_a_day_is_not_part_of_a_complement(day: str) -> None:
    marked = f"[PERSON Ann Carter], head of the army {day}, left."
    assert role_rows(marked) == [("head of the army", "Ann Carter", None, "current")]
