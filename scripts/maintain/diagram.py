"""An entity-relationship diagram of tables as SVG, from their schemas alone.

Tables stand in columns: on the left those that point to nothing, further right those that point to them. A foreign key
is a line from its column, with a crow's foot (many rows), to the column that it points to, with a bar (one row). The
lines to one table share a track, so that they read as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from newsrows.datapackage.model import Field, TableSchema

# In pixels of a drawing 920 wide: shown as wide as a page of text its smallest letters are 11 pixels high.
_BOX, _GAP, _MARGIN = 220, 110, 20
_HEAD, _ROW, _BETWEEN = 28, 20, 26
_TOP = 40  # above the tables, for lines that pass a whole column of them
_FOOT = 34  # below them, for the legend

_STYLE = """
  .paper { fill: #ffffff } .box { fill: #ffffff; stroke: #8c959f } .head { fill: #eaeef2 } .rule { stroke: #d8dee4 }
  text { fill: #1f2328; font: 13px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
  .name { font-weight: 600; font-size: 14px }
  .kind, .legend { fill: #59636e; font-size: 12px } .key { font-weight: 600 }
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
    """A table where it is drawn: `layer` counts the columns of tables from the left."""

    table: TableSchema
    layer: int
    y: int

    @property
    def x(self) -> int:
        return _MARGIN + self.layer * (_BOX + _GAP)

    @property
    def height(self) -> int:
        return _height(self.table)

    def port(self, column: str) -> int:
        """How far down a line meets the column."""
        return self.y + _HEAD + self.table.field_names.index(column) * _ROW + _ROW // 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A foreign key: from a column of one box to a column of another, further left."""

    start: _Box
    column: str
    end: _Box
    reference: str

    @property
    def optional(self) -> bool:
        return not self.start.table.column(self.column).constraints.required


@dataclass(frozen=True)
class _Drawing:
    """Boxes by table, and the lines between them."""

    boxes: Mapping[str, _Box]

    @cached_property
    def lines(self) -> tuple[_Line, ...]:
        return tuple(
            _Line(box, key.fields[0], self.boxes[key.resource], key.reference_fields[0])
            for box in self.boxes.values()
            for key in box.table.foreign_keys
            if key.resource != box.table.name  # a table that points to itself says so in the dictionary
        )

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The tables that are pointed to, each with a colour."""
        pointed_to = {line.end.table.name for line in self.lines}
        return tuple(name for name in self.boxes if name in pointed_to)

    @cached_property
    def size(self) -> tuple[int, int]:
        layers = 1 + max(box.layer for box in self.boxes.values())
        bottom = max(box.y + box.height for box in self.boxes.values())
        return 2 * _MARGIN + layers * _BOX + (layers - 1) * _GAP, bottom + _FOOT

    def track(self, gap: int, target: str) -> float:
        """How far right the lines to `target` run up and down in the gap on the right of layer `gap`."""
        there = [
            name
            for name in self.targets
            if any(line.end.table.name == name and line.end.layer <= gap < line.start.layer for line in self.lines)
        ]
        left = _MARGIN + gap * (_BOX + _GAP) + _BOX
        return left + _GAP * (there.index(target) + 1) / (len(there) + 1)


def diagram(tables: Mapping[str, TableSchema]) -> str:
    """The diagram as the text of an SVG file; the same schemas give the same text.

    Its colours follow the reader's choice of light or dark; its letters are text, which can be searched and read out.
    """
    drawing = _Drawing({box.table.name: box for box in _arranged(tables)})
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


def _arranged(tables: Mapping[str, TableSchema]) -> Iterator[_Box]:
    """The tables in layers; a layer is centred beside the highest one."""
    layers: dict[int, list[TableSchema]] = {}
    for table in tables.values():
        layers.setdefault(_layer(table, tables), []).append(table)
    heights = {layer: _stacked(members) for layer, members in layers.items()}
    for layer in sorted(layers):
        y = _TOP + (max(heights.values()) - heights[layer]) // 2
        for table in layers[layer]:
            yield _Box(table, layer, y)
            y += _height(table) + _BETWEEN


def _layer(table: TableSchema, tables: Mapping[str, TableSchema]) -> int:
    """0 for a table that points to nothing, else one more than the furthest right of those that it points to."""
    others = [key.resource for key in table.foreign_keys if key.resource != table.name]
    return max((1 + _layer(tables[name], tables) for name in others), default=0)


def _height(table: TableSchema) -> int:
    return _HEAD + _ROW * len(table.fields)


def _stacked(tables: Iterable[TableSchema]) -> int:
    return sum(_height(table) + _BETWEEN for table in tables) - _BETWEEN


def _box(box: _Box) -> Iterator[str]:
    yield f'<rect class="box" x="{box.x}" y="{box.y}" width="{_BOX}" height="{box.height}" rx="4"/>'
    yield f'<path class="head" d="{_header(box)}"/>'
    yield f'<text class="name" x="{box.x + 10}" y="{box.y + 19}">{escape(box.table.name)}</text>'
    for field in box.table.fields:
        yield from _row(box, field)


def _header(box: _Box) -> str:
    """The outline of the head of a box, inside its border."""
    left, right, top, bottom = box.x + 0.5, box.x + _BOX - 0.5, box.y + 0.5, box.y + _HEAD
    return f"M{left} {bottom}V{top + 4}q0 -4 4 -4H{right - 4}q4 0 4 4V{bottom}Z"


def _row(box: _Box, field: Field) -> Iterator[str]:
    baseline = box.port(field.name) + 5
    top = box.port(field.name) - _ROW // 2
    key = field.name in box.table.primary_key
    kind = field.type if field.constraints.required or key else f"{field.type}?"
    yield f'<path class="rule" d="M{box.x + 1} {top}H{box.x + _BOX - 1}"/>'
    style = ' class="key"' if key else ""
    yield f'<text{style} x="{box.x + 10}" y="{baseline}">{escape(field.name)}</text>'
    yield f'<text class="kind" x="{box.x + _BOX - 10}" y="{baseline}" text-anchor="end">{kind}</text>'


def _line(drawing: _Drawing, line: _Line) -> str:
    """A foreign key: its line, the crow's foot where it begins, the bar where it ends."""
    target = line.end.table.name
    colour = f"to{drawing.targets.index(target) % _COLOURS}"
    start, end = line.start.port(line.column), line.end.port(line.reference)
    right, left = line.start.x, line.end.x + _BOX
    path = [f"M{right} {start}"]
    for gap in range(line.start.layer - 1, line.end.layer - 1, -1):
        # Between two gaps the line passes above the tables of a layer.
        level = end if gap == line.end.layer else _TOP - 14 - 6 * (drawing.targets.index(target) % _COLOURS)
        path += [f"H{drawing.track(gap, target):g}", f"V{level}"]
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
