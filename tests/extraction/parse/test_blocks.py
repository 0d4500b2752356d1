"""What a kind of block means for others."""

from __future__ import annotations

import pytest

from newsrows.extraction.parse.blocks import Block, BlockKind


@pytest.mark.parametrize(
    ("kind", "is_boilerplate", "is_silent"),
    [
        ("body", False, False),
        ("answer", False, False),
        ("label", False, False),
        ("heading", False, True),
        ("question", False, True),
        ("table", False, True),
        ("caption", True, True),
        ("byline", True, True),
        ("links", True, True),
    ],
)
def test_nobody_is_quoted_in_boilerplate_headings_tables_and_questions(
    kind: BlockKind, is_boilerplate: bool, is_silent: bool
) -> None:
    block = Block(0, 1, kind)
    assert (block.is_boilerplate, block.is_silent) == (is_boilerplate, is_silent)
