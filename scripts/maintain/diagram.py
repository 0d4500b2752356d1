"""Draws an entity-relationship diagram of tables as SVG, from their schemas.

Tables are arranged in layers from left to right. Tables without foreign keys are in the first layer, and every other
table is in a layer to the right of all tables that it refers to. A foreign key is a line from its column, with a crow's
foot (many rows), to the column that it refers to, with a bar (one row). All lines to one table share a vertical track
in each gap between two layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from newsrows.datapackage.model import Field, TableSchema

# In pixels. The drawing is 1 096 wide; at the width of a page of text its smallest letters are 10.6 pixels high.
_BOX_WIDTH, _GAP_WIDTH, _MARGIN = 200, 20, 8
_HEAD_HEIGHT, _ROW_HEIGHT, _BOX_DISTANCE = 28, 20, 26
_MOST_LETTERS = 24  # of a name and its type beside it
_TOP = 40  # space above the tables, for lines that pass above a whole layer
_BOTTOM = 34  # space below the tables, for the legend

_STYLE = """
  .paper { fill: #ffffff } .box { fill: #ffffff; stroke: #8c959f } .head { fill: #eaeef2 } .rule { stroke: #d8dee4 }
  text { fill: #1f2328; font: 14px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
  .name { font-weight: 600; font-size: 15px }
  .kind, .legend { fill: #59636e } .key { font-weight: 600 }
  .line { fill: none; stroke-width: 1.6 } .maybe { stroke-dasharray: 5 3 }
  .to0 { stroke: #0969da } .to1 { stroke: #1a7f37 } .to2 { stroke: #bc4c00 } .to3 { stroke: #8250df }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .box { fill: #0d1117; stroke: #656c76 } .head { fill: #212830 } .rule { stroke: #2f3742 }
    text { fill: #f0f6fc } .kind, .legend { fill: #9198a1 }
    .to0 { stroke: #4493f8 } .to1 { stroke: #3fb950 } .to2 { stroke: #f0883e } .to3 { stroke: #ab7df8 }
  }
"""
_COLOURS = 4
_SVG = "http://www.w3.org/2000/svg"
_LEGEND = (
    "bold: primary key  ·  ?: may be null  ·  a line goes from many rows to the one that they point to  ·  "
    "dashed: may point nowhere"
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A table and its position: its layer, counted from 0 at the left, and the top of its box in pixels."""

    table: TableSchema
    layer: int
    y: int

    @property
    def x(self) -> int:
        return _MARGIN + self.layer * (_BOX_WIDTH + _GAP_WIDTH)

    @property
    def height(self) -> int:
        return _height(self.table)

    def column_y(self, column: str) -> int:
        """The vertical position of the middle of a column's row."""
        return self.y + _HEAD_HEIGHT + self.table.field_names.index(column) * _ROW_HEIGHT + _ROW_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A foreign key, from a column of one box to a column of a box further to the left."""

    start: _Box
    column: str
    end: _Box
    reference: str

    @property
    def optional(self) -> bool:
        return not self.start.table.column(self.column).constraints.required


@dataclass(frozen=True)
class _Drawing:
    """The boxes by table name, and the lines between them."""

    boxes: Mapping[str, _Box]

    @cached_property
    def lines(self) -> tuple[_Line, ...]:
        return tuple(
            _Line(box, key.fields[0], self.boxes[key.resource], key.reference_fields[0])
            for box in self.boxes.values()
            for key in box.table.foreign_keys
            if key.resource != box.table.name  # the dictionary says that a table refers to itself
        )

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The names of the tables that lines lead to. Each has its own colour."""
        targets = {line.end.table.name for line in self.lines}
        return tuple(name for name in self.boxes if name in targets)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        layers = 1 + max(box.layer for box in self.boxes.values())
        bottom = max(box.y + box.height for box in self.boxes.values())
        return 2 * _MARGIN + layers * _BOX_WIDTH + (layers - 1) * _GAP_WIDTH, bottom + _BOTTOM

    def track_x(self, gap: int, target: str) -> float:
        """The horizontal position of the vertical lines to `target` in the gap to the right of layer `gap`."""
        names = [
            name
            for name in self.targets
            if any(line.end.table.name == name and line.end.layer <= gap < line.start.layer for line in self.lines)
        ]
        left = _MARGIN + gap * (_BOX_WIDTH + _GAP_WIDTH) + _BOX_WIDTH
        return left + _GAP_WIDTH * (names.index(target) + 1) / (len(names) + 1)


def diagram(tables: Mapping[str, TableSchema]) -> str:
    """The diagram as the text of an SVG file. The same schemas give the same text.

    The colours follow the reader's choice of a light or dark theme. The labels are text that can be searched and
    read aloud.
    """
    drawing = _Drawing({box.table.name: box for box in _arrange(tables)})
    width, height = drawing.size
    words = "; ".join(_sentence(line) for line in drawing.lines)
    parts = [
        f'<svg xmlns="{_SVG}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title description">',
        '<title id="title">The tables and what points to what</title>',
        f'<desc id="description">{escape(words)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        *(_line(drawing, line) for line in drawing.lines),
        *(part for box in drawing.boxes.values() for part in _box(box)),
        f'<text class="legend" x="{_MARGIN}" y="{height - 12}">{escape(_LEGEND)}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _arrange(tables: Mapping[str, TableSchema]) -> Iterator[_Box]:
    """The boxes of all tables. Each layer is centred vertically."""
    layers: dict[int, list[TableSchema]] = {}
    for table in tables.values():
        layers.setdefault(_layer(table, tables), []).append(table)
    heights = {layer: _stack_height(members) for layer, members in layers.items()}
    for layer in sorted(layers):
        y = _TOP + (max(heights.values()) - heights[layer]) // 2
        for table in layers[layer]:
            yield _Box(table, layer, y)
            y += _height(table) + _BOX_DISTANCE


def _layer(table: TableSchema, tables: Mapping[str, TableSchema]) -> int:
    """0 for a table without foreign keys, else one more than the highest layer that it refers to."""
    others = [key.resource for key in table.foreign_keys if key.resource != table.name]
    return max((1 + _layer(tables[name], tables) for name in others), default=0)


def _height(table: TableSchema) -> int:
    return _HEAD_HEIGHT + _ROW_HEIGHT * len(table.fields)


def _stack_height(tables: Iterable[TableSchema]) -> int:
    return sum(_height(table) + _BOX_DISTANCE for table in tables) - _BOX_DISTANCE


def _box(box: _Box) -> Iterator[str]:
    yield f'<rect class="box" x="{box.x}" y="{box.y}" width="{_BOX_WIDTH}" height="{box.height}" rx="4"/>'
    yield f'<path class="head" d="{_header(box)}"/>'
    yield f'<text class="name" x="{box.x + 10}" y="{box.y + 19}">{escape(box.table.name)}</text>'
    for field in box.table.fields:
        yield from _row(box, field)


def _header(box: _Box) -> str:
    """The outline of the head of a box, just inside the border."""
    left, right, top, bottom = box.x + 0.5, box.x + _BOX_WIDTH - 0.5, box.y + 0.5, box.y + _HEAD_HEIGHT
    return f"M{left} {bottom}V{top + 4}q0 -4 4 -4H{right - 4}q4 0 4 4V{bottom}Z"


def _row(box: _Box, field: Field) -> Iterator[str]:
    baseline = box.column_y(field.name) + 5
    top = box.column_y(field.name) - _ROW_HEIGHT // 2
    key = field.name in box.table.primary_key
    optional = "" if field.constraints.required or key else "?"
    kind = field.type if len(field.name) + len(field.type) < _MOST_LETTERS else ""  # the dictionary has all types
    yield f'<path class="rule" d="M{box.x + 1} {top}H{box.x + _BOX_WIDTH - 1}"/>'
    style = ' class="key"' if key else ""
    yield f'<text{style} x="{box.x + 10}" y="{baseline}">{escape(field.name)}</text>'
    yield f'<text class="kind" x="{box.x + _BOX_WIDTH - 10}" y="{baseline}" text-anchor="end">{kind}{optional}</text>'


def _line(drawing: _Drawing, line: _Line) -> str:
    """The line of a foreign key, with the crow's foot at its start and the bar at its end."""
    target = line.end.table.name
    colour = f"to{drawing.targets.index(target) % _COLOURS}"
    start, end = line.start.column_y(line.column), line.end.column_y(line.reference)
    right, left = line.start.x, line.end.x + _BOX_WIDTH
    path = [f"M{right} {start}"]
    for gap in range(line.start.layer - 1, line.end.layer - 1, -1):
        # Between two gaps, the line passes above the tables of a layer.
        level = end if gap == line.end.layer else _TOP - 14 - 6 * (drawing.targets.index(target) % _COLOURS)
        path += [f"H{drawing.track_x(gap, target):g}", f"V{level}"]
    path.append(f"H{left}")
    foot = f"M{right} {start - 5}L{right - 9} {start}L{right} {start + 5}"
    bar = f"M{left + 7} {end - 5}V{end + 5}"
    maybe = " maybe" if line.optional else ""
    return (
        f'<path class="line {colour}{maybe}" d="{"".join(path)}"/><path class="line {colour}" d="{foot}{bar}"><title>'
        f"{escape(_sentence(line))}</title></path>"
    )


def _sentence(line: _Line) -> str:
    return f"{line.start.table.name}.{line.column} points to {line.end.table.name}.{line.reference}"
