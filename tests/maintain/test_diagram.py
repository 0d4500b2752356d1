from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from maintain.diagram import diagram
from newsrows.schema import load_tables, read_table

TABLES = load_tables()
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ET.fromstring(diagram(TABLES))  # noqa: S314


def _numbers(element: ET.Element, *names: str) -> list[float]:
    return [float(element.attrib[name]) for name in names]


# A table that refers to itself has no line.
KEYS = sum(key.resource != table.name for table in TABLES.values() for key in table.foreign_keys)


def test_every_table_and_column_is_drawn() -> None:
    texts = [(text.attrib.get("class"), text.text) for text in DRAWN.iter(f"{SVG}text")]
    for name, table in TABLES.items():
        place = texts.index(("name", name))
        columns = texts[place + 1 :: 2][: len(table.fields)]
        assert [column for _, column in columns] == list(table.field_names)
        assert {column for style, column in columns if style == "key"} == set(table.primary_key)


def test_labels_are_legible_at_page_width() -> None:
    width = float(DRAWN.attrib["viewBox"].split()[2])
    sizes = [int(size) for size in re.findall(r"(\d+)px", DRAWN.findtext(f"{SVG}style", ""))]
    assert min(sizes) * 830 / width > 10.5  # a page of documentation is about 830 pixels wide


def test_tables_do_not_overlap_and_are_inside_the_drawing() -> None:
    paper, *boxes = (_numbers(box, "width", "height") for box in DRAWN.iter(f"{SVG}rect"))
    placed = [_numbers(box, "x", "y", "width", "height") for box in DRAWN.iter(f"{SVG}rect") if "x" in box.attrib]
    assert len(placed) == len(boxes) == len(TABLES)
    for number, (x, y, width, height) in enumerate(placed):
        assert 0 <= x <= paper[0] - width
        assert 0 <= y <= paper[1] - height
        for left, top, wide, high in placed[:number]:
            assert x >= left + wide or left >= x + width or y >= top + high or top >= y + height


def test_lines_do_not_cross_tables() -> None:
    placed = [_numbers(box, "x", "y", "width", "height") for box in DRAWN.iter(f"{SVG}rect") if "x" in box.attrib]
    lines = [path.attrib["d"] for path in DRAWN.iter(f"{SVG}path") if path.attrib["d"].count("H") > 1]
    assert len(lines) == KEYS
    for x1, y1, x2, y2 in (piece for line in lines for piece in _pieces(line)):
        for x, y, width, height in placed:
            apart = max(x1, x2) <= x or min(x1, x2) >= x + width or max(y1, y2) <= y or min(y1, y2) >= y + height
            assert apart


def _pieces(path: str) -> list[tuple[float, float, float, float]]:
    (_, start), *steps = re.findall(r"([MHV])([\d. ]+)", path)
    x, y = map(float, start.split())
    pieces = []
    for direction, value in steps:
        after = (float(value), y) if direction == "H" else (x, float(value))
        pieces.append((x, y, *after))
        x, y = after
    return pieces


def test_every_foreign_key_is_described_in_words() -> None:
    sentences = DRAWN.findtext(f"{SVG}desc", "").split("; ")
    assert "statistics.quote_id points to quotes.quote_id" in sentences
    assert len(sentences) == KEYS
    assert [title.text for title in DRAWN.iter(f"{SVG}title")][1:] == sentences


def test_table_that_refers_to_itself_is_drawn() -> None:
    tree = {
        "name": "tree",
        "fields": [{"name": "id", "type": "integer"}, {"name": "parent", "type": "integer"}, {"name": "a<b"}],
        "primaryKey": "id",
        "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}],
    }
    ET.fromstring(diagram({"tree": read_table(tree)}))  # noqa: S314


def test_diagram_in_docs_is_up_to_date() -> None:
    path = Path(__file__).resolve().parents[2] / "docs" / "diagram.svg"
    if not path.exists():
        pytest.fail("docs/diagram.svg: found no file; next: python scripts/maintain/dictionary_page.py")
    assert path.read_text("utf-8") == diagram(TABLES)
