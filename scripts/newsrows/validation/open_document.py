"""How much text a sheet of an OpenDocument spreadsheet has once its repeated cells are written out.

A cell may say that it stands a thousand times, and a row that it does. The library that reads the sheets writes them
out, so a file of kilobytes can fill the memory.

Source: OpenDocument 1.3, part 3, 19.681 and 19.686 (https://docs.oasis-open.org/office/OpenDocument/v1.3/)
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.parsers import expat

_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ROW: Final = f"{_TABLE}table-row"
_PIECE: Final = 1 << 20


class _Counter:
    """Adds up the characters of cells, times their repetitions, while the XML is read."""

    def __init__(self) -> None:
        self.characters = 0
        self._rows = self._columns = self._in_cell = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == _ROW:
            self._rows = _number(attributes.get(f"{_TABLE}number-rows-repeated"))
        elif name in _CELLS:
            self._columns, self._in_cell = _number(attributes.get(f"{_TABLE}number-columns-repeated")), 0

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self.characters += self._in_cell * self._columns * self._rows

    def _text(self, text: str) -> None:
        self._in_cell += len(text)


def _number(written: str | None) -> int:
    return int(written) if written is not None and written.isdecimal() and len(written) < 20 else 1


def count_characters(file: Path, most: int) -> int:
    """The characters of all cells of a spreadsheet, with their repetitions.

    Counting ends where there are more than `most`.

    What is not well formed is left to those who read the sheet.

    Raises:
        OSError: the file cannot be read.
    """
    counter = _Counter()
    try:
        with zipfile.ZipFile(file) as archive, archive.open("content.xml") as stream:
            while counter.characters <= most and (piece := stream.read(_PIECE)):
                counter.parser.Parse(piece)
    except (expat.ExpatError, KeyError, zipfile.BadZipFile):
        return counter.characters
    return counter.characters
