from __future__ import annotations

import pytest

from clone import TOP
from maintain.document_rules import COMMAND, rules_as_markdown, with_rules


def test_documentation_of_the_rules_is_up_to_date() -> None:
    page = (TOP / "docs" / "schema-changes.md").read_text(encoding="utf-8")
    assert with_rules(page) == page, f"next: {COMMAND}"
    assert "`field-removed`" in rules_as_markdown()


def test_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="expected the marks"):
        with_rules("# Rules")
