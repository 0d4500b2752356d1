"""How long columns of each type take in newsrows and in Frictionless: `make bench-types`.

Each table has three columns of different texts. Frictionless reads a part of the rows, and its time is scaled up.
"""

from __future__ import annotations

import csv
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_ROWS = 300_000
_ROWS_OF_FRICTIONLESS = 20_000
_START = datetime(2000, 1, 1)  # noqa: DTZ001 - the texts say whether there is a time zone


def _moment(form: str) -> Callable[[int], str]:
    return lambda number: (_START + timedelta(seconds=number)).strftime(form)


def _day(form: str) -> Callable[[int], str]:
    return lambda number: (_START + timedelta(days=number % 90_000)).strftime(form)


# By name: the field, and its text in a row.
_TYPES: Mapping[str, tuple[dict[str, Any], Callable[[int], str]]] = {
    "string": ({"type": "string"}, lambda number: f"boat {number}"),
    "pattern": ({"type": "string", "constraints": {"pattern": "[a-z]+ [0-9]+"}}, lambda number: f"boat {number}"),
    "email": ({"type": "string", "format": "email"}, lambda number: f"a{number}@quay.example"),
    "uri": ({"type": "string", "format": "uri"}, lambda number: f"https://quay.example/{number}"),
    "uuid": ({"type": "string", "format": "uuid"}, lambda number: f"6f1d4c1e-9d0e-4b5e-9a0b-{number:012x}"),
    "integer": ({"type": "integer"}, str),
    "number": ({"type": "number"}, lambda number: f"{number}.25"),
    "number, decimal comma": ({"type": "number", "decimalChar": ","}, lambda number: f"{number},25"),
    "number, bareNumber": ({"type": "number", "bareNumber": False}, lambda number: f"EUR {number}.25"),
    "boolean": ({"type": "boolean"}, lambda number: "true" if number % 2 else "false"),
    "date": ({"type": "date"}, _day("%Y-%m-%d")),
    "date, %d.%m.%Y": ({"type": "date", "format": "%d.%m.%Y"}, _day("%d.%m.%Y")),
    "date, any": ({"type": "date", "format": "any"}, _day("%d %b %Y")),
    "time": ({"type": "time"}, _moment("%H:%M:%S")),
    "datetime": ({"type": "datetime"}, _moment("%Y-%m-%dT%H:%M:%S")),
    "datetime, Z": ({"type": "datetime"}, _moment("%Y-%m-%dT%H:%M:%SZ")),
    "datetime, zone": ({"type": "datetime"}, _moment("%Y-%m-%dT%H:%M:%S+02:00")),
    "datetime, zones mixed": (
        {"type": "datetime"},
        lambda number: _moment("%Y-%m-%dT%H:%M:%S")(number) + ("", "Z", "+02:00")[number % 3],
    ),
    "datetime, fraction": ({"type": "datetime"}, _moment("%Y-%m-%dT%H:%M:%S.25")),
    "datetime, pattern": ({"type": "datetime", "format": "%d/%m/%Y %H:%M:%S"}, _moment("%d/%m/%Y %H:%M:%S")),
    "year": ({"type": "year"}, lambda number: str(1000 + number % 9000)),
    "yearmonth": ({"type": "yearmonth"}, lambda number: f"{1000 + number % 9000}-{1 + number % 12:02}"),
    "duration": ({"type": "duration"}, lambda number: f"P{number}DT{number % 24}H"),
    "geopoint": ({"type": "geopoint"}, lambda number: f"{number % 180}.{number},{number % 90}.{number}"),
    "geopoint, array": (
        {"type": "geopoint", "format": "array"},
        lambda number: f"[{number % 180}.{number}, {number % 90}.{number}]",
    ),
    "geojson": (
        {"type": "geojson"},
        lambda number: f'{{"type": "Point", "coordinates": [{number % 180}.{number}, {number % 90}]}}',
    ),
    "object": ({"type": "object"}, lambda number: f'{{"a": {number}}}'),
    "array": ({"type": "array"}, lambda number: f"[{number}, 2]"),
    "list": ({"type": "list"}, lambda number: f"{number},a"),
    "list of integers": ({"type": "list", "itemType": "integer"}, lambda number: f"{number},2"),
    "list of numbers": ({"type": "list", "itemType": "number"}, lambda number: f"{number}.5,2"),
    "list of dates": ({"type": "list", "itemType": "date"}, lambda number: f"{_day('%Y-%m-%d')(number)},2024-02-29"),
}


_USUAL = frozenset({"string", "integer", "number", "boolean", "date", "time", "datetime", "year"})


def _write(folder: Path, name: str, rows: int) -> Path:
    field, text = _TYPES[name]
    folder.mkdir(exist_ok=True)
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("abc")
        writer.writerows([text(number)] * 3 for number in range(rows))
    schema = {"fields": [{"name": column, **field} for column in "abc"]}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    resource = {"name": "t", "type": "table", "path": "t.csv", "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"$schema": profile, "resources": [resource]}))
    return folder


def _seconds(function: Callable[[], Any]) -> float:
    began = time.process_time()
    function()
    return time.process_time() - began


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of processor time for one table of a type."""

    name: str
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long Frictionless takes."""
        return self.theirs / self.ours


def timings(names: Sequence[str] = ()) -> Iterator[Timing]:
    """Time newsrows and Frictionless on tables of each type, or of those that are named."""
    import frictionless  # noqa: PLC0415

    from newsrows.validation import validate  # noqa: PLC0415

    with TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        folder = Path(place) / "all"
        validate(_write(folder, "date", 100))  # the libraries are imported
        for name in names or _TYPES:
            whole = _write(folder, name, _ROWS)
            part = _write(Path(place) / "part", name, _ROWS_OF_FRICTIONLESS)
            ours = _seconds(partial(validate, whole))
            theirs = _seconds(partial(frictionless.validate, str(part / "datapackage.json")))
            yield Timing(name, ours, theirs * _ROWS / _ROWS_OF_FRICTIONLESS)


def aim(name: str) -> int:
    """How many times as long Frictionless should take at least: the aim for usual types is twice that for others."""
    return 20 if name in _USUAL else 10


if __name__ == "__main__":
    sys.stdout.write(f"| {_ROWS:,} rows of three columns | newsrows, s | Frictionless, s | ratio |\n")
    sys.stdout.write("| --- | ---: | ---: | ---: |\n")
    for timing in timings(sys.argv[1:]):
        sys.stdout.write(f"| {timing.name} | {timing.ours:.2f} | {timing.theirs:.1f} | {timing.ratio:.0f} |\n")
        sys.stdout.flush()
