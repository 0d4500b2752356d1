from __future__ import annotations

import pytest

from newsrows.sources import ReadError
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.document import Block, Kind, headline_and_text, library_errors

LATE, LEFT = Block(Kind.TEXT, "The ferry  is late."), Block(Kind.TEXT, "It left.")
TITLE = Block(Kind.HEADLINE, "Ferry\nlate")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([], (None, "")),
        ([LATE, LEFT], (None, "The ferry is late.\n\nIt left.")),
        ([Block(Kind.TEXT, " "), TITLE, LATE], ("Ferry late", "The ferry is late.")),
        ([LATE, TITLE, LEFT], (None, "The ferry is late.\n\nFerry\nlate\n\nIt left.")),
        ([TITLE, TITLE, LATE], ("Ferry late", "Ferry\nlate\n\nThe ferry is late.")),
        ([TITLE], (None, "Ferry\nlate")),
        ([Block(Kind.LEFT_OUT, "A quay"), TITLE, LATE], ("Ferry late", "The ferry is late.")),
    ],
)
def test_headline_before_the_text_is_not_in_it(blocks: list[Block], expected: tuple[str | None, str]) -> None:
    assert headline_and_text(blocks) == expected


def test_errors_of_libraries_are_messages_on_one_file() -> None:
    with (
        pytest.raises(BadFileError, match=r"the document cannot be read \(KeyError: 'a b'\); next: save it again"),
        library_errors(),
    ):
        raise KeyError("a b")
    with pytest.raises(ReadError, match="missing"), library_errors():
        raise ReadError("missing")
