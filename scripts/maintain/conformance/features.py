"""The features of the standard, as tables: https://datapackage.org/standard/ (version 2)."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from maintain.conformance.packages import REMOVED, Feature, JsonObject, SmallPackage, changed, column, table

# One line per feature, however long.
# fmt: off

_BOAT = {"name": "boat", "type": "string"}
_CREW = {"name": "crew", "type": "integer"}
_BOATS: JsonObject = {"fields": [_BOAT, _CREW]}
_TEXT = "boat,crew\nPetrel,4\nGannet,7\n"
_USUAL = table(_TEXT, _BOATS)
_BROKEN = "boat,crew\nPetrel,four\nGannet,7\n"


def features() -> list[Feature]:
    """All features."""
    return [*_cells(), *_constraints(), *_keys(), *_descriptors(), *_dialects(), *_sources()]


# Types and formats: the properties of the field, cells that are valid, and cells of which none is.
_CELLS: Sequence[tuple[str, JsonObject, Sequence[str], Sequence[str]]] = (
    ("string email", {"type": "string", "format": "email"}, ["ada@quay.example"], ["ada"]),
    ("string uri", {"type": "string", "format": "uri"}, ["https://quay.example/a?b=1"], ["quay"]),
    ("string binary", {"type": "string", "format": "binary"}, ["aGFyYm91cg=="], ["%%"]),
    (
        "string uuid",
        {"type": "string", "format": "uuid"},
        ["6f1d4c1e-9d0e-4b5e-9a0b-2f3a1c4d5e6f"],
        ["6f1d4c1e-9d0e"],
    ),
    ("number", {"type": "number"}, ["1", "-2.5", "+3", "4.", ".5"], ["one", "1,5", "1.2.3", "--1"]),
    ("number exponent", {"type": "number"}, ["1e3", "-2.5E-10"], ["1e", "e3"]),
    ("number NaN", {"type": "number"}, ["NaN", "1"], ["NotANumber"]),
    ("number infinite", {"type": "number"}, ["INF", "-INF"], ["INFI"]),
    ("number decimalChar", {"type": "number", "decimalChar": ","}, ["1,5", "2", "-3,25"], ["1.5", "1,2,3"]),
    ("number groupChar", {"type": "number", "groupChar": ","}, ["1,234,567.5", "12"], ["1;234"]),
    ("number groupChar after decimals", {"type": "number", "groupChar": ","}, ["1,234.5"], ["1.234,5"]),
    (
        "number both characters",
        {"type": "number", "decimalChar": ",", "groupChar": "."},
        ["1.234,5", "7", "-1.000.000"],
        ["1 234,5"],
    ),
    ("number groupChar space", {"type": "number", "groupChar": " "}, ["1 234.5"], ["1_234"]),
    ("number bareNumber", {"type": "number", "bareNumber": False}, ["€95", "95%", "EUR 1.5"], ["€", "9€5"]),
    ("number bareNumber true", {"type": "number", "bareNumber": True}, ["95"], ["95%"]),
    (
        "number bareNumber with characters",
        {"type": "number", "bareNumber": False, "decimalChar": ",", "groupChar": "."},
        ["1.234,5 kg", "£7"],
        ["kg"],
    ),
    ("integer", {"type": "integer"}, ["1", "-2", "+3", "007"], ["1.5", "x", "1e3"]),
    ("integer long", {"type": "integer"}, ["12345678901234567890123", "1" * 45], ["1" * 45 + "x"]),
    ("integer groupChar", {"type": "integer", "groupChar": ","}, ["1,234,567", "8"], ["1.234"]),
    ("integer bareNumber", {"type": "integer", "bareNumber": False}, ["€95", "95%"], ["%"]),
    ("boolean", {"type": "boolean"}, ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"], ["yes", "2"]),
    ("boolean trueValues", {"type": "boolean", "trueValues": ["yes"]}, ["yes", "false"], ["true"]),
    ("boolean falseValues", {"type": "boolean", "falseValues": ["no"]}, ["no", "true"], ["0"]),
    (
        "boolean both lists",
        {"type": "boolean", "trueValues": ["J", "ja"], "falseValues": ["N"]},
        ["J", "ja", "N"],
        ["nein", "j"],
    ),
    ("object", {"type": "object"}, ['{"a": 1}', "{}"], ["[1]", "{a: 1}", "1"]),
    ("array", {"type": "array"}, ["[1, 2]", "[]"], ['{"a": 1}', "1,2"]),
    ("list", {"type": "list", "itemType": "integer"}, ["1,2,3", "4"], ["1,x"]),
    ("list delimiter", {"type": "list", "delimiter": ";", "itemType": "integer"}, ["1;2"], ["1,2"]),
    ("list of numbers", {"type": "list", "itemType": "number"}, ["1.5,2"], ["1.5,a"]),
    ("list of booleans", {"type": "list", "itemType": "boolean"}, ["true,false"], ["true,maybe"]),
    ("list of dates", {"type": "list", "itemType": "date"}, ["2024-01-31,2024-02-29"], ["2024-01-31,2023-02-29"]),
    ("list of datetimes", {"type": "list", "itemType": "datetime"}, ["2024-01-31T10:00:00Z"], ["2024-01-31"]),
    ("list of times", {"type": "list", "itemType": "time"}, ["10:00:00,11:30:00"], ["10:00:00,25:00:00"]),
    ("list of strings", {"type": "list", "itemType": "string", "constraints": {"maxLength": 2}}, ["a,b"], ["a,b,c"]),
    ("datetime", {"type": "datetime"}, ["2024-01-31T10:00:00"], ["2024-01-31", "31.01.2024 10:00", "soon"]),
    ("datetime zone", {"type": "datetime"}, ["2024-01-31T10:00:00Z", "2024-01-31T10:00:00+05:30"], ["2024-01-31Z"]),
    ("datetime fraction", {"type": "datetime"}, ["2024-01-31T10:00:00.123", "2024-01-31T10:00:00.5Z"], ["10:00:00.1"]),
    ("datetime impossible", {"type": "datetime"}, ["2024-02-29T23:59:59"], ["2023-02-29T10:00:00", "2024-01-01T25:00:00"]),
    ("datetime pattern", {"type": "datetime", "format": "%d/%m/%y %H:%M"}, ["31/01/24 10:15"], ["2024-01-31T10:15:00"]),
    ("datetime pattern with zone", {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S%z"}, ["2024-01-31 10:15:00+0200"], ["2024-01-31 10:15:00"]),
    ("datetime any", {"type": "datetime", "format": "any"}, ["31 January 2024 10:00"], ["soon enough"]),
    ("datetime before Christ", {"type": "datetime"}, ["-0044-03-15T12:00:00"], ["-44-03-15T12:00:00"]),
    ("date", {"type": "date"}, ["2024-02-29"], ["2023-02-29", "29.02.2024", "x"]),
    ("date pattern", {"type": "date", "format": "%d.%m.%Y"}, ["31.01.2024"], ["2024-01-31", "31.13.2024"]),
    ("date pattern with two digits", {"type": "date", "format": "%y%m%d"}, ["240131"], ["2024-01-31"]),
    ("date pattern with a month's name", {"type": "date", "format": "%d %b %Y"}, ["31 Jan 2024"], ["31 Foo 2024"]),
    ("date any", {"type": "date", "format": "any"}, ["Jan 31, 2024"], ["someday"]),
    ("date before Christ", {"type": "date"}, ["-0044-03-15", "2024-01-01"], ["-0044-03-45"]),
    ("time", {"type": "time"}, ["10:15:00", "23:59:59"], ["24:61:00", "10h"]),
    ("time fraction and zone", {"type": "time"}, ["10:15:00.5", "10:15:00Z"], ["10:15:00.5X"]),
    ("time pattern", {"type": "time", "format": "%H:%M"}, ["10:15"], ["10:15:00", "25:00"]),
    ("time any", {"type": "time", "format": "any"}, ["10:15 pm"], ["teatime"]),
    ("year", {"type": "year"}, ["2024", "0044"], ["24", "2024.5", "x"]),
    ("year before Christ", {"type": "year"}, ["-0044", "2024"], ["-44"]),
    ("year after 9999", {"type": "year"}, ["12024"], ["1202x"]),
    ("yearmonth", {"type": "yearmonth"}, ["2024-01", "1999-12"], ["2024-13", "2024", "01/2024"]),
    ("yearmonth before Christ", {"type": "yearmonth"}, ["-0044-03"], ["-0044-13"]),
    ("duration", {"type": "duration"}, ["P1Y2M3DT4H5M6S", "PT0.5S", "P2W", "-P1D"], ["1 day", "P", "P1H"]),
    ("geopoint", {"type": "geopoint"}, ["10.5, 50", "-90.5,45.25"], ["10.5", "200,10", "10,95"]),
    ("geopoint array", {"type": "geopoint", "format": "array"}, ["[10.5, 50]"], ["[10.5]", "10.5,50"]),
    ("geopoint object", {"type": "geopoint", "format": "object"}, ['{"lon": 10.5, "lat": 50}'], ['{"lon": 10.5}', "[10, 50]"]),
    ("geojson", {"type": "geojson"}, ['{"type": "Point", "coordinates": [1, 2]}'], ['{"type": "Dot"}', "[1, 2]"]),
    (
        "geojson topojson",
        {"type": "geojson", "format": "topojson"},
        ['{"type": "Topology", "objects": {}, "arcs": []}'],
        ['{"type": "Topolino"}'],
    ),
    ("default type is any", {}, ["x", "1"], []),
)

# Constraints: the field, cells that keep it, cells that break it, the rule.
_LIMITED: Sequence[tuple[str, JsonObject, Sequence[str], Sequence[str], str]] = (
    ("required", {"type": "string", "constraints": {"required": True}}, ["x"], [""], "required"),
    ("required integer", {"type": "integer", "constraints": {"required": True}}, ["1"], [""], "required"),
    ("required date", {"type": "date", "constraints": {"required": True}}, ["2024-01-31"], [""], "required"),
    ("required list", {"type": "list", "constraints": {"required": True}}, ["a,b"], [""], "required"),
    ("required object", {"type": "object", "constraints": {"required": True}}, ["{}"], [""], "required"),
    ("required geopoint", {"type": "geopoint", "constraints": {"required": True}}, ["1,2"], [""], "required"),
    ("unique", {"type": "string", "constraints": {"unique": True}}, ["x", "y", ""], ["x", "x"], "unique"),
    ("unique numbers", {"type": "number", "constraints": {"unique": True}}, ["1", "2"], ["1", "1.0"], "unique"),
    ("unique decimal commas", {"type": "number", "decimalChar": ",", "constraints": {"unique": True}}, ["1,5", "2"], ["1,5", "1,50"], "unique"),
    ("unique grouped integers", {"type": "integer", "groupChar": " ", "constraints": {"unique": True}}, ["1 000", "2 000"], ["1 000", "1000"], "unique"),
    ("unique booleans", {"type": "boolean", "constraints": {"unique": True}}, ["true", "0"], ["true", "1"], "unique"),
    ("unique long integers", {"type": "integer", "constraints": {"unique": True}}, ["1" * 40, "1" * 41], ["1" * 40, "0" + "1" * 40], "unique"),
    ("unique dates", {"type": "date", "format": "any", "constraints": {"unique": True}}, ["2024-01-31", "1 Feb 2024"], ["2024-01-31", "31 Jan 2024"], "unique"),
    ("unique datetimes", {"type": "datetime", "constraints": {"unique": True}}, ["2024-01-31T10:00:00Z", "2024-01-31T11:00:00Z"], ["2024-01-31T10:00:00Z", "2024-01-31T12:00:00+02:00"], "unique"),
    ("unique datetimes with fractions", {"type": "datetime", "constraints": {"unique": True}}, ["2024-01-31T10:00:00.1", "2024-01-31T10:00:00.2"], ["2024-01-31T10:00:00.5", "2024-01-31T10:00:00.500"], "unique"),
    ("unique times", {"type": "time", "constraints": {"unique": True}}, ["10:00:00", "11:00:00"], ["10:00:00", "10:00:00.0"], "unique"),
    ("unique years", {"type": "year", "constraints": {"unique": True}}, ["2024", "2025"], ["2024", "2024"], "unique"),
    ("unique yearmonths", {"type": "yearmonth", "constraints": {"unique": True}}, ["2024-01", "2024-02"], ["2024-01", "2024-01"], "unique"),
    ("unique durations", {"type": "duration", "constraints": {"unique": True}}, ["P1D", "P2D"], ["P1D", "PT24H"], "unique"),
    ("unique lists", {"type": "list", "constraints": {"unique": True}}, ["a,b", "b,a"], ["a,b", "a,b"], "unique"),
    ("unique objects", {"type": "object", "constraints": {"unique": True}}, ['{"a": 1}', '{"a": 2}'], ['{"a": 1}', '{ "a":1 }'], "unique"),
    ("unique arrays", {"type": "array", "constraints": {"unique": True}}, ["[1]", "[2]"], ["[1]", "[ 1 ]"], "unique"),
    ("minLength", {"type": "string", "constraints": {"minLength": 2}}, ["ab", ""], ["a"], "min-length"),
    ("maxLength", {"type": "string", "constraints": {"maxLength": 2}}, ["ab"], ["abc"], "max-length"),
    ("length in characters", {"type": "string", "constraints": {"maxLength": 2}}, ["éé"], ["ééé"], "max-length"),
    ("minLength list", {"type": "list", "constraints": {"minLength": 2}}, ["a,b"], ["a"], "min-length"),
    ("maxLength list", {"type": "list", "constraints": {"maxLength": 2}}, ["a,b"], ["a,b,c"], "max-length"),
    ("minLength array", {"type": "array", "constraints": {"minLength": 2}}, ["[1,2]"], ["[1]"], "min-length"),
    ("maxLength array", {"type": "array", "constraints": {"maxLength": 1}}, ["[1]"], ["[1,2]"], "max-length"),
    ("minLength object", {"type": "object", "constraints": {"minLength": 1}}, ['{"a": 1}'], ["{}"], "min-length"),
    ("maxLength object", {"type": "object", "constraints": {"maxLength": 1}}, ['{"a": 1}'], ['{"a": 1, "b": 2}'], "max-length"),
    ("minimum integer", {"type": "integer", "constraints": {"minimum": 2}}, ["2"], ["1"], "minimum"),
    ("minimum number", {"type": "number", "constraints": {"minimum": 0.5}}, ["0.5"], ["0.4"], "minimum"),
    ("minimum as text", {"type": "number", "constraints": {"minimum": "0.5"}}, ["0.5"], ["0.4"], "minimum"),
    ("minimum decimal comma", {"type": "number", "decimalChar": ",", "constraints": {"minimum": 1.5}}, ["1,5"], ["1,4"], "minimum"),
    ("minimum long integer", {"type": "integer", "constraints": {"minimum": 10**20}}, ["100000000000000000000"], ["99999999999999999999"], "minimum"),
    ("minimum date", {"type": "date", "constraints": {"minimum": "2024-01-01"}}, ["2024-01-01"], ["2023-12-31"], "minimum"),
    ("minimum date pattern", {"type": "date", "format": "%d.%m.%Y", "constraints": {"minimum": "01.01.2024"}}, ["01.01.2024"], ["31.12.2023"], "minimum"),
    ("minimum time", {"type": "time", "constraints": {"minimum": "08:00:00"}}, ["08:00:00"], ["07:59:59"], "minimum"),
    ("minimum datetime", {"type": "datetime", "constraints": {"minimum": "2024-01-01T00:00:00Z"}}, ["2024-01-01T01:00:00Z"], ["2024-01-01T00:30:00+01:00"], "minimum"),
    ("minimum year", {"type": "year", "constraints": {"minimum": 2000}}, ["2000"], ["1999"], "minimum"),
    ("minimum year before Christ", {"type": "year", "constraints": {"minimum": "-0100"}}, ["-0044"], ["-0200"], "minimum"),
    ("minimum yearmonth", {"type": "yearmonth", "constraints": {"minimum": "2024-02"}}, ["2024-02"], ["2024-01"], "minimum"),
    ("minimum duration", {"type": "duration", "constraints": {"minimum": "P1D"}}, ["PT24H", "P1M"], ["PT23H"], "minimum"),
    ("maximum integer", {"type": "integer", "constraints": {"maximum": 2}}, ["2"], ["3"], "maximum"),
    ("maximum number", {"type": "number", "constraints": {"maximum": 2.5}}, ["2.5"], ["INF"], "maximum"),
    ("maximum date", {"type": "date", "constraints": {"maximum": "2024-01-01"}}, ["2024-01-01"], ["2024-01-02"], "maximum"),
    ("maximum time", {"type": "time", "constraints": {"maximum": "08:00:00"}}, ["08:00:00"], ["08:00:00.5"], "maximum"),
    ("maximum datetime", {"type": "datetime", "constraints": {"maximum": "2024-01-01T00:00:00"}}, ["2024-01-01T00:00:00"], ["2024-01-01T00:00:01"], "maximum"),
    ("maximum year", {"type": "year", "constraints": {"maximum": "2000"}}, ["2000"], ["2001"], "maximum"),
    ("maximum yearmonth", {"type": "yearmonth", "constraints": {"maximum": "2024-02"}}, ["2024-02"], ["2024-03"], "maximum"),
    ("maximum duration", {"type": "duration", "constraints": {"maximum": "PT1H"}}, ["PT60M"], ["PT61M"], "maximum"),
    ("exclusiveMinimum integer", {"type": "integer", "constraints": {"exclusiveMinimum": 2}}, ["3"], ["2"], "exclusive-minimum"),
    ("exclusiveMinimum number", {"type": "number", "constraints": {"exclusiveMinimum": 2}}, ["2.1"], ["2.0"], "exclusive-minimum"),
    ("exclusiveMinimum date", {"type": "date", "constraints": {"exclusiveMinimum": "2024-01-01"}}, ["2024-01-02"], ["2024-01-01"], "exclusive-minimum"),
    ("exclusiveMinimum duration", {"type": "duration", "constraints": {"exclusiveMinimum": "P1D"}}, ["P2D"], ["PT24H"], "exclusive-minimum"),
    ("exclusiveMinimum yearmonth", {"type": "yearmonth", "constraints": {"exclusiveMinimum": "2024-01"}}, ["2024-02"], ["2024-01"], "exclusive-minimum"),
    ("exclusiveMaximum integer", {"type": "integer", "constraints": {"exclusiveMaximum": 2}}, ["1"], ["2"], "exclusive-maximum"),
    ("exclusiveMaximum number", {"type": "number", "constraints": {"exclusiveMaximum": 2}}, ["1.9"], ["2"], "exclusive-maximum"),
    ("exclusiveMaximum time", {"type": "time", "constraints": {"exclusiveMaximum": "08:00:00"}}, ["07:00:00"], ["08:00:00"], "exclusive-maximum"),
    ("exclusiveMaximum datetime", {"type": "datetime", "constraints": {"exclusiveMaximum": "2024-01-01T00:00:00"}}, ["2023-12-31T23:59:59"], ["2024-01-01T00:00:00"], "exclusive-maximum"),
    ("exclusiveMaximum year", {"type": "year", "constraints": {"exclusiveMaximum": 2000}}, ["1999"], ["2000"], "exclusive-maximum"),
    ("pattern", {"type": "string", "constraints": {"pattern": "[a-z]+"}}, ["abc"], ["abc1"], "pattern"),
    ("pattern alternatives", {"type": "string", "constraints": {"pattern": "a|b"}}, ["a", "b"], ["abc"], "pattern"),
    ("pattern email", {"type": "string", "format": "email", "constraints": {"pattern": ".*@quay[.]example"}}, ["a@quay.example"], ["a@pier.example"], "pattern"),
    ("pattern Unicode category", {"type": "string", "constraints": {"pattern": r"\p{Lu}\p{Ll}+"}}, ["Éva"], ["éva"], "pattern"),
    ("pattern name characters", {"type": "string", "constraints": {"pattern": r"\i\c*"}}, ["_a-1"], ["1a"], "pattern"),
    ("pattern subtraction", {"type": "string", "constraints": {"pattern": "[a-z-[aeiou]]+"}}, ["bcd"], ["bad"], "pattern"),
    ("pattern block", {"type": "string", "constraints": {"pattern": r"\p{IsGreek}+"}}, ["αβγ"], ["abc"], "pattern"),
    ("enum", {"type": "string", "constraints": {"enum": ["a", "b"]}}, ["a"], ["c"], "enum"),
    ("enum integer", {"type": "integer", "constraints": {"enum": [1, 2]}}, ["1", "+2"], ["3"], "enum"),
    ("enum integers as texts", {"type": "integer", "constraints": {"enum": ["1", "2"]}}, ["01"], ["3"], "enum"),
    ("enum number", {"type": "number", "constraints": {"enum": [1.5]}}, ["1.50"], ["1.6"], "enum"),
    ("enum boolean", {"type": "boolean", "constraints": {"enum": [True]}}, ["1"], ["0"], "enum"),
    ("enum boolean in own words", {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"], "constraints": {"enum": ["ja"]}}, ["ja"], ["nein"], "enum"),
    ("enum date", {"type": "date", "constraints": {"enum": ["2024-01-31"]}}, ["2024-01-31"], ["2024-02-01"], "enum"),
    ("enum datetime", {"type": "datetime", "constraints": {"enum": ["2024-01-31T10:00:00Z"]}}, ["2024-01-31T11:00:00+01:00"], ["2024-01-31T11:00:00Z"], "enum"),
    ("enum time", {"type": "time", "constraints": {"enum": ["10:00:00"]}}, ["10:00:00"], ["10:00:01"], "enum"),
    ("enum year", {"type": "year", "constraints": {"enum": [2024]}}, ["2024"], ["2025"], "enum"),
    ("enum yearmonth", {"type": "yearmonth", "constraints": {"enum": ["2024-01"]}}, ["2024-01"], ["2024-02"], "enum"),
    ("enum duration", {"type": "duration", "constraints": {"enum": ["P1D"]}}, ["PT24H"], ["P2D"], "enum"),
    ("enum list", {"type": "list", "constraints": {"enum": ["a,b", ["c"]]}}, ["a,b", "c"], ["a"], "enum"),
    ("enum object", {"type": "object", "constraints": {"enum": [{"a": 1}]}}, ['{"a":1}'], ['{"a":2}'], "enum"),
    ("enum array", {"type": "array", "constraints": {"enum": [[1]]}}, ["[1]"], ["[2]"], "enum"),
    ("enum geopoint", {"type": "geopoint", "constraints": {"enum": ["1,2"]}}, ["1, 2"], ["2,1"], "enum"),
    ("enum any", {"type": "any", "constraints": {"enum": ["a"]}}, ["a"], ["b"], "enum"),
    ("jsonSchema object", {"type": "object", "constraints": {"jsonSchema": {"required": ["a"]}}}, ['{"a": 1}'], ['{"b": 1}'], "json-schema"),
    ("jsonSchema array", {"type": "array", "constraints": {"jsonSchema": {"items": {"type": "integer"}}}}, ["[1]"], ['["x"]'], "json-schema"),
    ("jsonSchema geojson", {"type": "geojson", "constraints": {"jsonSchema": {"properties": {"type": {"const": "Point"}}}}}, ['{"type": "Point", "coordinates": [1, 2]}'], ['{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}'], "json-schema"),
    ("categories", {"type": "string", "categories": ["a", "b"]}, ["a"], ["c"], "category"),
    ("categories with labels", {"type": "integer", "categories": [{"value": 1, "label": "one"}]}, ["1"], ["2"], "category"),
    ("categories ordered", {"type": "integer", "categories": [1, 2], "categoriesOrdered": True}, ["1"], ["3"], "category"),
    ("missingValues of the field", {"type": "integer", "missingValues": ["-"]}, ["-", "1"], ["x"], "type-error"),
    ("missingValues of the field with labels", {"type": "integer", "missingValues": [{"value": "-", "label": "none"}]}, ["-", "1"], ["x"], "type-error"),
    ("missing value that is required", {"type": "integer", "missingValues": ["-"], "constraints": {"required": True}}, ["1"], ["-"], "required"),
    ("two constraints", {"type": "integer", "constraints": {"minimum": 1, "maximum": 3}}, ["1", "3"], ["4"], "maximum"),
)


def _cells() -> Iterator[Feature]:
    for name, written, good, bad in _CELLS:
        for place, cell in enumerate(bad):
            wrong = name if not place else f"{name} ({cell})"
            kind = "type-error" if "constraints" not in written else "max-length"
            yield Feature("Field types", wrong, column(written, good), column(written, [cell]), kind)


def _constraints() -> Iterator[Feature]:
    for name, written, good, bad, rule in _LIMITED:
        yield Feature("Constraints", name, column(written, good), column(written, bad), rule)


def _keys() -> Iterator[Feature]:
    """Keys, missing values and columns of a Table Schema: its properties, a good file, a bad file."""
    ports = {"fields": [{"name": "port", "type": "string"}, {"name": "berths", "type": "integer"}]}
    dates = {"fields": [{"name": "day", "type": "date", "format": "%d.%m.%Y"}]}
    decimals = {"fields": [{"name": "x", "type": "number", "decimalChar": ","}]}

    def one(name: str, schema: JsonObject, good: str, bad: str, rule: str, **resource: Any) -> Feature:
        full = {"fields": [_BOAT, _CREW], **schema}
        return Feature("Table Schema", name, table(good, full, **resource), table(bad, full, **resource), rule)

    yield one("primaryKey", {"primaryKey": "boat"}, _TEXT, "boat,crew\nPetrel,4\nPetrel,7\n", "primary-key")
    yield one("primaryKey as a list", {"primaryKey": ["boat"]}, _TEXT, "boat,crew\nPetrel,4\nPetrel,7\n", "primary-key")
    yield one("primaryKey of two", {"primaryKey": ["boat", "crew"]}, "boat,crew\nA,1\nA,2\n", "boat,crew\nA,1\nA,01\n", "primary-key")
    yield one("primaryKey without null", {"primaryKey": "boat"}, _TEXT, "boat,crew\n,4\nPetrel,7\n", "required")
    yield one("uniqueKeys", {"uniqueKeys": [["boat"]]}, _TEXT, "boat,crew\nA,4\nA,7\n", "unique-key")
    yield one("uniqueKeys of two", {"uniqueKeys": [["boat", "crew"]]}, "boat,crew\nA,1\nA,2\n", "boat,crew\nA,1\nA,1\n", "unique-key")
    yield one("uniqueKeys with null", {"uniqueKeys": [["boat", "crew"]]}, "boat,crew\nA,\nA,\n", "boat,crew\nA,1\nA,1\n", "unique-key")
    self_key = {"foreignKeys": [{"fields": "crew", "reference": {"resource": "", "fields": "boat"}}]}
    text_fields = {"fields": [_BOAT, {"name": "crew", "type": "string"}]}
    yield one("foreignKeys to itself", text_fields | self_key, "boat,crew\nA,\nB,A\n", "boat,crew\nA,\nB,C\n", "foreign-key")
    no_resource = {"foreignKeys": [{"fields": ["crew"], "reference": {"fields": ["boat"]}}]}
    yield one("foreignKeys to itself without resource", text_fields | no_resource, "boat,crew\nA,\nB,A\n", "boat,crew\nA,\nB,C\n", "foreign-key")
    yield one("missingValues", {"missingValues": ["", "NA"]}, "boat,crew\nA,NA\n", "boat,crew\nA,N/A\n", "type-error")
    yield one("missingValues with labels", {"missingValues": [{"value": "NA", "label": "unknown"}]}, "boat,crew\nA,NA\n", "boat,crew\nA,N/A\n", "type-error")
    yield one("missingValues empty", {"missingValues": []}, _TEXT, "boat,crew\nA,\n", "type-error")
    yield one("missingValues number", {"missingValues": ["-99"], "fields": [_BOAT, _CREW | {"constraints": {"minimum": 0}}]}, "boat,crew\nA,-99\n", "boat,crew\nA,-98\n", "minimum")
    yield one("fieldsMatch exact", {}, _TEXT, "crew,boat\n4,Petrel\n", "columns-mismatch")
    yield one("fieldsMatch exact with another name", {}, _TEXT, "ship,crew\nPetrel,4\n", "columns-mismatch")
    yield one("fieldsMatch exact with a column more", {}, _TEXT, "boat,crew,x\nPetrel,4,1\n", "columns-mismatch")
    yield one("fieldsMatch equal", {"fieldsMatch": "equal"}, "crew,boat\n4,Petrel\n", "crew\n4\n", "columns-mismatch")
    yield one("fieldsMatch subset", {"fieldsMatch": "subset"}, "x,crew,boat\n1,4,Petrel\n", "x,crew\n1,4\n", "columns-mismatch")
    yield one("fieldsMatch superset", {"fieldsMatch": "superset"}, "crew\n4\n", "crew,x\n4,1\n", "columns-mismatch")
    yield one("fieldsMatch partial", {"fieldsMatch": "partial"}, "crew,x\n4,1\n", "x,y\n4,1\n", "columns-mismatch")
    yield one("fieldsMatch as a list", {"fieldsMatch": ["equal"]}, "crew,boat\n4,Petrel\n", "crew\n4\n", "columns-mismatch")
    yield one("types of columns in another order", {"fieldsMatch": "equal"}, "crew,boat\n4,Petrel\n", "crew,boat\nfour,Petrel\n", "type-error")

    def two(name: str, fields: Any, target: Any, text: str, bad: str, other: str, ref: JsonObject, own: Any = None) -> Feature:
        key = {"fields": fields, "reference": {"resource": "u", "fields": target}}
        schema = {**(own or _BOATS), "foreignKeys": [key]}
        described = {"name": "u", "type": "table", "path": "u.csv", "schema": ref}

        def made(rows: str) -> SmallPackage:
            base = table(rows, schema)
            return SmallPackage({"resources": [*base.descriptor["resources"], described]}, {**base.files, "u.csv": other.encode()})

        return Feature("Table Schema", name, made(text), made(bad), "foreign-key")

    yield two("foreignKeys", "boat", "port", _TEXT, "boat,crew\nAuk,4\n", "port,berths\nPetrel,1\nGannet,2\n", ports)
    yield two("foreignKeys as lists", ["boat"], ["port"], _TEXT, "boat,crew\nAuk,4\n", "port,berths\nPetrel,1\nGannet,2\n", ports)
    yield two("foreignKeys of two", ["boat", "crew"], ["port", "berths"], "boat,crew\nA,1\n", "boat,crew\nA,2\n", "port,berths\nA,1\nB,2\n", ports)
    yield two("foreignKeys null", "boat", "port", "boat,crew\n,4\n", "boat,crew\nB,4\n", "port,berths\nA,1\n", ports)
    yield two("foreignKeys integer to number", "crew", "x", "boat,crew\nA,1\n", "boat,crew\nA,2\n", 'x\n"1,0"\n', decimals)
    yield two("foreignKeys of days in two formats", "d", "day", "d\n2024-01-31\n", "d\n2024-02-01\n", "day\n31.01.2024\n", dates, {"fields": [{"name": "d", "type": "date"}]})


_SCHEMA = "/resources/0/schema"
_FIELD = f"{_SCHEMA}/fields/1"
_LICENCES = [{"name": "ODC-PDDL-1.0"}]
# Properties of descriptors: changes that are valid, and changes that are not.
_PROPERTIES: Sequence[tuple[str, str, JsonObject, JsonObject]] = (
    ("Data Package", "resources is an array", {}, {"/resources": {}}),
    ("Data Package", "resources is not empty", {}, {"/resources": []}),
    ("Data Package", "resources is required", {}, {"/resources": REMOVED}),
    ("Data Package", "a resource is an object", {}, {"/resources": ["t"]}),
    ("Data Package", "$schema", {"/$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}, {"/$schema": 1}),
    ("Data Package", "name", {"/name": "harbour-boats"}, {"/name": 1}),
    ("Data Package", "id", {"/id": "b03ec84b"}, {"/id": 1}),
    ("Data Package", "title", {"/title": "Boats"}, {"/title": ["Boats"]}),
    ("Data Package", "description", {"/description": "**Boats**"}, {"/description": 1}),
    ("Data Package", "homepage", {"/homepage": "https://quay.example/"}, {"/homepage": 1}),
    ("Data Package", "homepage is a URL", {"/homepage": "https://quay.example/"}, {"/homepage": "the quay"}),
    ("Data Package", "image", {"/image": "quay.png"}, {"/image": 1}),
    ("Data Package", "version", {"/version": "1.2.0"}, {"/version": 1.2}),
    ("Data Package", "created", {"/created": "2024-01-31T10:00:00Z"}, {"/created": 2024}),
    ("Data Package", "created is a date-time", {"/created": "2024-01-31T10:00:00Z"}, {"/created": "last week"}),
    ("Data Package", "keywords", {"/keywords": ["boats"]}, {"/keywords": "boats"}),
    ("Data Package", "keywords are texts", {"/keywords": ["boats"]}, {"/keywords": [1]}),
    ("Data Package", "contributors", {"/contributors": [{"title": "Ada Quill"}]}, {"/contributors": "Ada Quill"}),
    ("Data Package", "contributors are objects", {"/contributors": [{"title": "Ada"}]}, {"/contributors": ["Ada"]}),
    ("Data Package", "contributor's email", {"/contributors": [{"title": "Ada", "email": "ada@quay.example"}]}, {"/contributors": [{"title": "Ada", "email": "ada"}]}),
    ("Data Package", "contributor's path", {"/contributors": [{"title": "Ada", "path": "https://quay.example"}]}, {"/contributors": [{"title": "Ada", "path": 1}]}),
    ("Data Package", "contributor's roles", {"/contributors": [{"title": "Ada", "roles": ["creator"]}]}, {"/contributors": [{"title": "Ada", "roles": 1}]}),
    ("Data Package", "contributor's names", {"/contributors": [{"givenName": "Ada", "familyName": "Quill"}]}, {"/contributors": [{"givenName": 1}]}),
    ("Data Package", "contributor's organization", {"/contributors": [{"title": "Ada", "organization": "Quay"}]}, {"/contributors": [{"title": "Ada", "organization": 1}]}),
    ("Data Package", "sources", {"/sources": [{"title": "Log", "path": "https://quay.example/log"}]}, {"/sources": "Log"}),
    ("Data Package", "sources are objects", {"/sources": [{"title": "Log"}]}, {"/sources": ["Log"]}),
    ("Data Package", "source's title", {"/sources": [{"title": "Log"}]}, {"/sources": [{"title": 1}]}),
    ("Data Package", "source's email", {"/sources": [{"title": "Log", "email": "a@quay.example"}]}, {"/sources": [{"title": "Log", "email": "a"}]}),
    ("Data Package", "source's version", {"/sources": [{"title": "Log", "version": "2"}]}, {"/sources": [{"title": "Log", "version": 2}]}),
    ("Data Package", "licenses", {"/licenses": _LICENCES}, {"/licenses": "ODC-PDDL-1.0"}),
    ("Data Package", "licenses are objects", {"/licenses": _LICENCES}, {"/licenses": ["ODC-PDDL-1.0"]}),
    ("Data Package", "license has a name or path", {"/licenses": [{"path": "LICENCE.txt"}]}, {"/licenses": [{"title": "Mine"}]}),
    ("Data Package", "license's name", {"/licenses": _LICENCES}, {"/licenses": [{"name": 1}]}),
    ("Data Package", "license's path", {"/licenses": [{"path": "https://quay.example/l"}]}, {"/licenses": [{"path": 1}]}),
    ("Data Package", "properties of one's own", {"/harbour": {"depth": 4}}, {"/harbour": {"depth": 4}, "/name": 1}),
    ("Data Resource", "name is required", {}, {"/resources/0/name": REMOVED}),
    ("Data Resource", "name is a text", {}, {"/resources/0/name": 1}),
    ("Data Resource", "name is not empty", {}, {"/resources/0/name": ""}),
    ("Data Resource", "path or data", {}, {"/resources/0/path": REMOVED}),
    ("Data Resource", "path and data", {}, {"/resources/0/data": [{"boat": "A", "crew": 1}]}),
    ("Data Resource", "path is a text", {}, {"/resources/0/path": 1}),
    ("Data Resource", "path is not an empty list", {"/resources/0/path": ["t.csv"]}, {"/resources/0/path": []}),
    ("Data Resource", "paths are texts", {"/resources/0/path": ["t.csv"]}, {"/resources/0/path": [1]}),
    ("Data Resource", "path is not hidden", {}, {"/resources/0/path": ".hidden/t.csv"}),
    ("Data Resource", "file exists", {}, {"/resources/0/path": "u.csv"}),
    ("Data Resource", "type", {"/resources/0/type": "table"}, {"/resources/0/type": 1}),
    ("Data Resource", "type is table", {"/resources/0/type": "table"}, {"/resources/0/type": "tables"}),
    ("Data Resource", "title", {"/resources/0/title": "Boats"}, {"/resources/0/title": 1}),
    ("Data Resource", "description", {"/resources/0/description": "Boats"}, {"/resources/0/description": 1}),
    ("Data Resource", "format", {"/resources/0/format": "csv"}, {"/resources/0/format": 1}),
    ("Data Resource", "mediatype", {"/resources/0/mediatype": "text/csv"}, {"/resources/0/mediatype": 1}),
    ("Data Resource", "mediatype has two parts", {"/resources/0/mediatype": "text/csv"}, {"/resources/0/mediatype": "text"}),
    ("Data Resource", "encoding", {"/resources/0/encoding": "utf-8"}, {"/resources/0/encoding": 1}),
    ("Data Resource", "encoding is known", {"/resources/0/encoding": "UTF-8"}, {"/resources/0/encoding": "klingon"}),
    ("Data Resource", "bytes", {"/resources/0/bytes": len(_TEXT)}, {"/resources/0/bytes": "many"}),
    ("Data Resource", "bytes are those of the file", {"/resources/0/bytes": len(_TEXT)}, {"/resources/0/bytes": 3}),
    ("Data Resource", "hash", {"/resources/0/hash": hashlib.md5(_TEXT.encode(), usedforsecurity=False).hexdigest()}, {"/resources/0/hash": "0" * 32}),
    ("Data Resource", "hash sha1", {"/resources/0/hash": "sha1:" + hashlib.sha1(_TEXT.encode(), usedforsecurity=False).hexdigest()}, {"/resources/0/hash": "sha1:" + "0" * 40}),
    ("Data Resource", "hash sha256", {"/resources/0/hash": "sha256:" + hashlib.sha256(_TEXT.encode()).hexdigest()}, {"/resources/0/hash": "sha256:" + "0" * 64}),
    ("Data Resource", "hash sha512", {"/resources/0/hash": "sha512:" + hashlib.sha512(_TEXT.encode()).hexdigest()}, {"/resources/0/hash": "sha512:" + "0" * 128}),
    ("Data Resource", "hash is a text", {}, {"/resources/0/hash": 5}),
    ("Data Resource", "sources", {"/resources/0/sources": [{"title": "Log"}]}, {"/resources/0/sources": "Log"}),
    ("Data Resource", "licenses", {"/resources/0/licenses": _LICENCES}, {"/resources/0/licenses": [{"title": "Mine"}]}),
    ("Data Resource", "schema is an object or path", {}, {"/resources/0/schema": 1}),
    ("Data Resource", "dialect is an object or path", {"/resources/0/dialect": {}}, {"/resources/0/dialect": 1}),
    ("Data Resource", "homepage", {"/resources/0/homepage": "https://quay.example"}, {"/resources/0/homepage": "quay"}),
    ("Table Schema", "fields is required", {}, {f"{_SCHEMA}/fields": REMOVED}),
    ("Table Schema", "fields is an array", {}, {f"{_SCHEMA}/fields": {}}),
    ("Table Schema", "fields are objects", {}, {f"{_SCHEMA}/fields": ["boat", "crew"]}),
    ("Table Schema", "fieldsMatch is known", {f"{_SCHEMA}/fieldsMatch": "exact"}, {f"{_SCHEMA}/fieldsMatch": "nearly"}),
    ("Table Schema", "missingValues is an array", {f"{_SCHEMA}/missingValues": ["-"]}, {f"{_SCHEMA}/missingValues": "-"}),
    ("Table Schema", "missingValues are texts", {f"{_SCHEMA}/missingValues": ["-"]}, {f"{_SCHEMA}/missingValues": [1]}),
    ("Table Schema", "primaryKey is of the schema", {f"{_SCHEMA}/primaryKey": ["boat"]}, {f"{_SCHEMA}/primaryKey": ["ship"]}),
    ("Table Schema", "primaryKey is a list or text", {f"{_SCHEMA}/primaryKey": "boat"}, {f"{_SCHEMA}/primaryKey": 1}),
    ("Table Schema", "uniqueKeys are of the schema", {f"{_SCHEMA}/uniqueKeys": [["boat"]]}, {f"{_SCHEMA}/uniqueKeys": [["ship"]]}),
    ("Table Schema", "uniqueKeys is a list", {f"{_SCHEMA}/uniqueKeys": [["boat"]]}, {f"{_SCHEMA}/uniqueKeys": 1}),
    ("Table Schema", "foreignKeys is a list", {}, {f"{_SCHEMA}/foreignKeys": "boat"}),
    ("Table Schema", "foreign key's fields are of the schema", {f"{_SCHEMA}/foreignKeys": [{"fields": "boat", "reference": {"resource": "", "fields": "boat"}}]}, {f"{_SCHEMA}/foreignKeys": [{"fields": "ship", "reference": {"resource": "", "fields": "boat"}}]}),
    ("Table Schema", "foreign key's reference", {}, {f"{_SCHEMA}/foreignKeys": [{"fields": "boat"}]}),
    ("Table Schema", "foreign key's reference has fields", {}, {f"{_SCHEMA}/foreignKeys": [{"fields": "boat", "reference": {"resource": ""}}]}),
    ("Table Schema", "foreign key's resource exists", {}, {f"{_SCHEMA}/foreignKeys": [{"fields": "boat", "reference": {"resource": "ports", "fields": "port"}}]}),
    ("Table Schema", "foreign key's fields exist there", {}, {f"{_SCHEMA}/foreignKeys": [{"fields": "boat", "reference": {"resource": "t", "fields": "port"}}]}),
    ("Table Schema", "foreign key's counts are equal", {}, {f"{_SCHEMA}/foreignKeys": [{"fields": ["boat", "crew"], "reference": {"resource": "", "fields": ["boat"]}}]}),
    ("Field", "name is required", {}, {f"{_FIELD}/name": REMOVED}),
    ("Field", "name is a text", {}, {f"{_FIELD}/name": 1}),
    ("Field", "type is known", {f"{_FIELD}/type": "number"}, {f"{_FIELD}/type": "numeral"}),
    ("Field", "type is a text", {}, {f"{_FIELD}/type": 1}),
    ("Field", "format is a text", {f"{_FIELD}/format": "default"}, {f"{_FIELD}/format": 1}),
    ("Field", "format is known", {f"{_SCHEMA}/fields/0/format": "default"}, {f"{_SCHEMA}/fields/0/format": "shouted"}),
    ("Field", "title", {f"{_FIELD}/title": "Crew"}, {f"{_FIELD}/title": 1}),
    ("Field", "description", {f"{_FIELD}/description": "Crew"}, {f"{_FIELD}/description": 1}),
    ("Field", "rdfType", {f"{_FIELD}/rdfType": "https://schema.org/Number"}, {f"{_FIELD}/rdfType": 1}),
    ("Field", "example", {f"{_FIELD}/example": "4"}, {f"{_FIELD}/example": "four"}),
    ("Field", "constraints is an object", {f"{_FIELD}/constraints": {}}, {f"{_FIELD}/constraints": []}),
    ("Field", "required is a boolean", {f"{_FIELD}/constraints": {"required": True}}, {f"{_FIELD}/constraints": {"required": "perhaps"}}),
    ("Field", "unique is a boolean", {f"{_FIELD}/constraints": {"unique": True}}, {f"{_FIELD}/constraints": {"unique": 3}}),
    ("Field", "minLength is an integer", {f"{_SCHEMA}/fields/0/constraints": {"minLength": 1}}, {f"{_SCHEMA}/fields/0/constraints": {"minLength": "x"}}),
    ("Field", "maxLength is an integer", {f"{_SCHEMA}/fields/0/constraints": {"maxLength": 9}}, {f"{_SCHEMA}/fields/0/constraints": {"maxLength": 9.5}}),
    ("Field", "minimum is of the type", {f"{_FIELD}/constraints": {"minimum": 1}}, {f"{_FIELD}/constraints": {"minimum": "low"}}),
    ("Field", "maximum is of the type", {f"{_FIELD}/constraints": {"maximum": 9}}, {f"{_FIELD}/constraints": {"maximum": [9]}}),
    ("Field", "exclusiveMinimum is of the type", {f"{_FIELD}/constraints": {"exclusiveMinimum": 1}}, {f"{_FIELD}/constraints": {"exclusiveMinimum": "low"}}),
    ("Field", "exclusiveMaximum is of the type", {f"{_FIELD}/constraints": {"exclusiveMaximum": 9}}, {f"{_FIELD}/constraints": {"exclusiveMaximum": "high"}}),
    ("Field", "pattern is a regular expression", {f"{_SCHEMA}/fields/0/constraints": {"pattern": "[A-Z].*"}}, {f"{_SCHEMA}/fields/0/constraints": {"pattern": "[A-Z"}}),
    ("Field", "enum is a list", {f"{_FIELD}/constraints": {"enum": [4, 7]}}, {f"{_FIELD}/constraints": {"enum": 4}}),
    ("Field", "enum is not empty", {f"{_FIELD}/constraints": {"enum": [4, 7]}}, {f"{_FIELD}/constraints": {"enum": []}}),
    ("Field", "enum is of the type", {f"{_FIELD}/constraints": {"enum": [4, 7]}}, {f"{_FIELD}/constraints": {"enum": [4, 7, "many"]}}),
    ("Field", "jsonSchema is an object", {f"{_SCHEMA}/fields/0": {"name": "boat", "type": "string"}}, {f"{_SCHEMA}/fields/0": {"name": "boat", "type": "object", "constraints": {"jsonSchema": 1}}}),
    ("Field", "constraint is of the type", {f"{_FIELD}/constraints": {"minimum": 1}}, {f"{_FIELD}/constraints": {"minLength": 1}}),
    ("Field", "pattern is for strings", {f"{_SCHEMA}/fields/0/constraints": {"pattern": ".+"}}, {f"{_FIELD}/constraints": {"pattern": ".+"}}),
    ("Field", "categories is a list", {f"{_FIELD}/categories": [4, 7]}, {f"{_FIELD}/categories": 4}),
    ("Field", "categories differ", {f"{_FIELD}/categories": [4, 7]}, {f"{_FIELD}/categories": [4, 7, 4]}),
    ("Field", "categories have values", {f"{_FIELD}/categories": [{"value": 4, "label": "f"}, {"value": 7, "label": "s"}]}, {f"{_FIELD}/categories": [4, 7, {"label": "s"}]}),
    ("Field", "enum is a part of categories", {f"{_FIELD}/categories": [4, 7], f"{_FIELD}/constraints": {"enum": [4, 7]}}, {f"{_FIELD}/categories": [4, 7], f"{_FIELD}/constraints": {"enum": [4, 7, 8]}}),
    ("Field", "categoriesOrdered is a boolean", {f"{_FIELD}/categories": [4, 7], f"{_FIELD}/categoriesOrdered": True}, {f"{_FIELD}/categories": [4, 7], f"{_FIELD}/categoriesOrdered": "up"}),
    ("Field", "missingValues is a list", {f"{_FIELD}/missingValues": ["-"]}, {f"{_FIELD}/missingValues": "-"}),
    ("Field", "decimalChar is a text", {f"{_FIELD}": {"name": "crew", "type": "number", "decimalChar": "."}}, {f"{_FIELD}": {"name": "crew", "type": "number", "decimalChar": 1}}),
    ("Field", "groupChar is a text", {f"{_FIELD}/groupChar": ","}, {f"{_FIELD}/groupChar": 1}),
    ("Field", "bareNumber is a boolean", {f"{_FIELD}/bareNumber": True}, {f"{_FIELD}/bareNumber": "no"}),
    ("Field", "trueValues is a list", {f"{_FIELD}": {"name": "crew", "type": "boolean", "trueValues": ["4"], "falseValues": ["7"]}}, {f"{_FIELD}": {"name": "crew", "type": "boolean", "trueValues": "4", "falseValues": "7"}}),
    ("Field", "list's delimiter is a text", {f"{_SCHEMA}/fields/0": {"name": "boat", "type": "list", "delimiter": ";"}}, {f"{_SCHEMA}/fields/0": {"name": "boat", "type": "list", "delimiter": 1}}),
    ("Field", "list's itemType is known", {f"{_SCHEMA}/fields/0": {"name": "boat", "type": "list", "itemType": "string"}}, {f"{_SCHEMA}/fields/0": {"name": "boat", "type": "list", "itemType": "object"}}),
    ("Table Dialect", "delimiter is a text", {"/resources/0/dialect": {"delimiter": ","}}, {"/resources/0/dialect": {"delimiter": 1}}),
    ("Table Dialect", "quoteChar is a text", {"/resources/0/dialect": {"quoteChar": '"'}}, {"/resources/0/dialect": {"quoteChar": 1}}),
    ("Table Dialect", "doubleQuote is a boolean", {"/resources/0/dialect": {"doubleQuote": True}}, {"/resources/0/dialect": {"doubleQuote": "x"}}),
    ("Table Dialect", "header is a boolean", {"/resources/0/dialect": {"header": True}}, {"/resources/0/dialect": {"header": "yes"}}),
    ("Table Dialect", "headerRows is a list", {"/resources/0/dialect": {"headerRows": [1]}}, {"/resources/0/dialect": {"headerRows": 1}}),
    ("Table Dialect", "headerRows are integers", {"/resources/0/dialect": {"headerRows": [1]}}, {"/resources/0/dialect": {"headerRows": ["x"]}}),
    ("Table Dialect", "headerJoin is a text", {"/resources/0/dialect": {"headerJoin": " "}}, {"/resources/0/dialect": {"headerJoin": 1}}),
    ("Table Dialect", "commentRows is a list", {"/resources/0/dialect": {"commentRows": [9]}}, {"/resources/0/dialect": {"commentRows": 9}}),
    ("Table Dialect", "commentChar is a text", {"/resources/0/dialect": {"commentChar": "#"}}, {"/resources/0/dialect": {"commentChar": 1}}),
    ("Table Dialect", "lineTerminator is a text", {"/resources/0/dialect": {"lineTerminator": "\n"}}, {"/resources/0/dialect": {"lineTerminator": 1}}),
    ("Table Dialect", "skipInitialSpace is a boolean", {"/resources/0/dialect": {"skipInitialSpace": False}}, {"/resources/0/dialect": {"skipInitialSpace": "x"}}),
    ("Table Dialect", "nullSequence is a text", {"/resources/0/dialect": {"nullSequence": "\\N"}}, {"/resources/0/dialect": {"nullSequence": 1}}),
    ("Table Dialect", "escapeChar is a text", {"/resources/0/dialect": {"escapeChar": "\\"}}, {"/resources/0/dialect": {"escapeChar": 1}}),
)
# What reports a wrong property, if it is not `descriptor-invalid`.
_OTHER_RULES = {
    "Data Package: resources is an array": "descriptor-incomplete",
    "Data Package: resources is not empty": "descriptor-incomplete",
    "Data Package: resources is required": "descriptor-incomplete",
    "Data Resource: name is required": "descriptor-incomplete",
    "Data Resource: name is a text": "descriptor-incomplete",
    "Data Resource: name is not empty": "descriptor-incomplete",
    "Data Resource: file exists": "file-missing",
    "Data Resource: encoding is known": "encoding",
    "Data Resource: bytes are those of the file": "size-mismatch",
    "Data Resource: hash": "hash-mismatch",
    "Data Resource: hash sha1": "hash-mismatch",
    "Data Resource: hash sha256": "hash-mismatch",
    "Data Resource: hash sha512": "hash-mismatch",
}


def _descriptors() -> Iterator[Feature]:
    for section, name, good, bad in _PROPERTIES:
        rule = _OTHER_RULES.get(f"{section}: {name}", "descriptor-invalid")
        yield Feature(section, name, changed(_USUAL, good), changed(_USUAL, bad), rule)
    twice = {"resources": _USUAL.descriptor["resources"] * 2}
    yield Feature("Data Package", "names of resources differ", _USUAL, SmallPackage(twice, _USUAL.files), "descriptor-invalid")


# Dialects: properties, a good file, a bad file, the rule.
_DIALECTS: Sequence[tuple[str, JsonObject, str, str, str]] = (
    ("delimiter", {"delimiter": ";"}, "boat;crew\nA;4\n", "boat;crew\nA;x\n", "type-error"),
    ("delimiter tab", {"delimiter": "\t"}, "boat\tcrew\nA\t4\n", "boat\tcrew\nA\tx\n", "type-error"),
    ("quoteChar", {"quoteChar": "'"}, "boat,crew\n'A,B',4\n", "boat,crew\n'A,B',x\n", "type-error"),
    ("doubleQuote", {"doubleQuote": True}, 'boat,crew\n"A ""B""",4\n', 'boat,crew\n"A ""B""",x\n', "type-error"),
    ("escapeChar", {"escapeChar": "\\"}, "boat,crew\nA\\,B,4\n", "boat,crew\nA\\,B,x\n", "type-error"),
    ("doubleQuote false", {"doubleQuote": False, "escapeChar": "\\"}, 'boat,crew\n"A \\"B\\"",4\n', 'boat,crew\n"A \\"B\\"",x\n', "type-error"),
    ("nullSequence", {"nullSequence": "\\N"}, "boat,crew\nA,\\N\n", "boat,crew\nA,N\n", "type-error"),
    ("skipInitialSpace", {"skipInitialSpace": True}, 'boat, crew\n"A", "4"\n', 'boat, crew\n"A", "x"\n', "type-error"),
    ("header false", {"header": False}, "A,4\n", "A,x\n", "type-error"),
    ("headerRows", {"headerRows": [2]}, "2024,harbour\nboat,crew\nA,4\n", "2024,harbour\nboat,crew\nA,x\n", "type-error"),
    ("headerJoin", {"headerRows": [1, 2], "headerJoin": ""}, "bo,cr\nat,ew\nA,4\n", "bo,cr\nat,ew\nA,x\n", "type-error"),
    ("commentRows", {"commentRows": [1]}, "# about boats\nboat,crew\nA,4\n", "# about boats\nboat,crew\nA,x\n", "type-error"),
    ("commentRows among rows", {"commentRows": [3]}, "boat,crew\nA,4\ntotal,none\nB,5\n", "boat,crew\nA,4\ntotal,none\nB,x\n", "type-error"),
    ("commentChar", {"commentChar": "#"}, "boat,crew\nA,4\n#B,x\n", "boat,crew\nA,4\n!B,x\n", "type-error"),
    ("commentChar of two characters", {"commentChar": "//"}, "boat,crew\nA,4\n//B,x\n", "boat,crew\nA,4\n/B,x\n", "type-error"),
    ("commentChar above the header", {"commentChar": "#"}, "# boats\nboat,crew\nA,4\n", "# boats\nboat,crew\nA,x\n", "type-error"),
    ("lineTerminator CRLF", {"lineTerminator": "\r\n"}, "boat,crew\r\nA,4\r\n", "boat,crew\r\nA,x\r\n", "type-error"),
    ("lineTerminator LF", {"lineTerminator": "\n"}, "boat,crew\nA,4\n", "boat,crew\nA,x\n", "type-error"),
    ("lineTerminator CR", {"lineTerminator": "\r"}, "boat,crew\rA,4\r", "boat,crew\rA,x\r", "type-error"),
    ("lineTerminator of one's own", {"lineTerminator": ";"}, "boat,crew;A,4;", "boat,crew;A,x;", "type-error"),
    ("delimiter of two characters", {"delimiter": "::"}, "boat::crew\nA::4\n", "boat::crew\nA::x\n", ""),
    ("line breaks in cells", {}, 'boat,crew\n"A\nB",4\n', 'boat,crew\n"A\nB",x\n', "type-error"),
    ("byte-order mark", {}, "\ufeffboat,crew\nA,4\n", "\ufeffboat,crew\nA,x\n", "type-error"),
    ("last row without an end", {}, "boat,crew\nA,4", "boat,crew\nA,x", "type-error"),
    ("row with a cell more", {}, _TEXT, "boat,crew\nA,4,5\n", "extra-cell"),
    ("row with a cell less", {}, _TEXT, "boat,crew\nA\n", "missing-cell"),
    ("row without cells", {}, _TEXT, "boat,crew\n\nA,4\n", "blank-row"),
    ("quotation mark that is never closed", {}, 'boat,crew\n"A",4\n', 'boat,crew\n"A,4\nB,5\n', "csv-unreadable"),
    ("text after a closing quotation mark", {}, 'boat,crew\n"A B",4\n', 'boat,crew\n"A" B,4\n', "csv-unreadable"),
    ("no header", {}, _TEXT, "", "csv-unreadable"),
)


def _dialects() -> Iterator[Feature]:
    for name, dialect, good, bad, rule in _DIALECTS:
        extra: JsonObject = {"dialect": dialect} if dialect else {}
        yield Feature("Table Dialect", name, table(good, _BOATS, **extra), table(bad, _BOATS, **extra), rule)


def _sources() -> Iterator[Feature]:
    """Where rows stand: in several files, in the descriptor, compressed, in other encodings and formats."""

    def rows(name: str, resource: JsonObject, good: Any, bad: Any, rule: str = "type-error", schema: Any = _BOATS) -> Feature:
        """`good` and `bad` are a file's content, or what stands in `data`."""
        made = []
        for content in (good, bad):
            described = {"name": "t", "type": "table", "schema": schema, **resource}
            if "path" not in resource:
                made.append(SmallPackage({"resources": [{**described, "data": content}]}))
            else:
                files = content if isinstance(content, dict) else {resource["path"]: content}
                made.append(SmallPackage({"resources": [described]}, files))
        return Feature("Data Resource", name, made[0], made[1], rule)

    good, bad = _TEXT.encode(), _BROKEN.encode()
    yield rows("data as objects", {}, [{"boat": "A", "crew": 4}], [{"boat": "A", "crew": "x"}])
    yield rows("data as lists", {}, [["boat", "crew"], ["A", 4]], [["boat", "crew"], ["A", "x"]])
    yield rows("data as lists with a cell more", {}, [["boat", "crew"], ["A", 4]], [["boat", "crew"], ["A", 4, 5]], "extra-cell")
    yield rows("data as text", {"format": "csv"}, _TEXT, _BROKEN)
    yield rows("data in another order", {}, [{"crew": 4, "boat": "A"}], [{"crew": "x", "boat": "A"}])
    yield rows("data without a member", {}, [{"boat": "A", "crew": None}], [{"crew": "x"}])
    truth = {"fields": [{"name": "a", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}]}
    yield rows("data true", {}, [{"a": True}], [{"a": "true"}], schema=truth)
    nested = {"fields": [{"name": "a", "type": "object"}, {"name": "b", "type": "array"}]}
    yield rows("data with objects and arrays", {}, [{"a": {"x": 1}, "b": [1]}], [{"a": [1], "b": [1]}], schema=nested)
    yield rows("several files", {"path": ["a.csv", "b.csv"]}, {"a.csv": good, "b.csv": good}, {"a.csv": good, "b.csv": bad})
    keyed = {**_BOATS, "primaryKey": "boat"}
    yield rows("key across files", {"path": ["a.csv", "b.csv"]}, {"a.csv": b"boat,crew\nA,1\n", "b.csv": b"boat,crew\nB,1\n"}, {"a.csv": b"boat,crew\nA,1\n", "b.csv": b"boat,crew\nA,1\n"}, "primary-key", keyed)
    yield rows("header in each file", {"path": ["a.csv", "b.csv"]}, {"a.csv": good, "b.csv": good}, {"a.csv": good, "b.csv": b"Auk,3\n"}, "columns-mismatch")
    yield rows("encoding cp1252", {"path": "t.csv", "encoding": "cp1252"}, "boat,crew\nÉva,4\n".encode("cp1252"), "boat,crew\nÉva,x\n".encode("cp1252"))
    yield rows("encoding utf-16", {"path": "t.csv", "encoding": "utf-16"}, "boat,crew\nÉva,4\n".encode("utf-16"), "boat,crew\nÉva,x\n".encode("utf-16"))
    yield rows("encoding utf-8 unless said", {"path": "t.csv"}, "boat,crew\nÉva,4\n".encode(), "boat,crew\nÉva,4\n".encode("cp1252"), "encoding")
    yield rows("path in a folder", {"path": "data/t.csv"}, good, bad)
    yield rows("path with spaces and letters", {"path": "data/häfen 1.csv"}, good, bad)
    yield rows("compression gz", {"path": "t.csv.gz"}, gzip.compress(good, mtime=0), gzip.compress(bad, mtime=0))
    yield rows("compression zip", {"path": "t.csv.zip"}, _zipped(t=good), _zipped(t=bad))
    yield rows("innerpath", {"path": "t.zip", "format": "csv", "innerpath": "b.csv"}, _zipped(a=bad, b=good), _zipped(a=good, b=bad))
    yield rows("format tsv", {"path": "t.tsv"}, good.replace(b",", b"\t"), bad.replace(b",", b"\t"))
    yield rows("format json objects", {"path": "t.json"}, b'[{"boat": "A", "crew": 4}]', b'[{"boat": "A", "crew": "x"}]')
    yield rows("format json lists", {"path": "t.json"}, b'[["boat", "crew"], ["A", 4]]', b'[["boat", "crew"], ["A", "x"]]')
    yield rows("format json property", {"path": "t.json", "dialect": {"property": "rows"}}, b'{"rows": [{"boat": "A", "crew": 4}]}', b'{"rows": [{"boat": "A", "crew": "x"}]}')
    yield rows("format json itemType", {"path": "t.json", "dialect": {"itemType": "array"}}, b'[["boat", "crew"], ["A", 4]]', b'[["boat", "crew"], ["A", "x"]]')
    yield rows("format json itemType not kept", {"path": "t.json", "dialect": {"itemType": "array"}}, b'[["boat", "crew"], ["A", 4]]', b'[{"boat": "A", "crew": 4}]', "table-unreadable")
    yield rows("format json itemKeys", {"path": "t.json", "dialect": {"itemType": "object", "itemKeys": ["boat", "crew"]}}, b'[{"crew": 4, "boat": "A", "x": 1}]', b'[{"crew": "x", "boat": "A"}]')
    yield rows("format jsonl", {"path": "t.jsonl", "format": "jsonl"}, b'{"boat": "A", "crew": 4}\n', b'{"boat": "A", "crew": "x"}\n')
    yield rows("format xlsx", {"path": "t.xlsx"}, _workbook([["boat", "crew"], ["A", 4]]), _workbook([["boat", "crew"], ["A", "x"]]))
    yield rows("format xlsx sheetName", {"path": "t.xlsx", "dialect": {"sheetName": "s2"}}, _workbook([["x"]], [["boat", "crew"], ["A", 4]]), _workbook([["x"]], [["boat", "crew"], ["A", "x"]]))
    yield rows("format xlsx sheetNumber", {"path": "t.xlsx", "dialect": {"sheetNumber": 2}}, _workbook([["x"]], [["boat", "crew"], ["A", 4]]), _workbook([["x"]], [["boat", "crew"], ["A", "x"]]))
    yield rows("format xlsx headerRows", {"path": "t.xlsx", "dialect": {"headerRows": [2]}}, _workbook([["log"], ["boat", "crew"], ["A", 4]]), _workbook([["log"], ["boat", "crew"], ["A", "x"]]))
    yield rows("format ods", {"path": "t.ods"}, _open_document([["boat", "crew"], ["A", 4]]), _open_document([["boat", "crew"], ["A", "x"]]))
    yield rows("format ods sheetName", {"path": "t.ods", "dialect": {"sheetName": "s2"}}, _open_document([["x"]], [["boat", "crew"], ["A", 4]]), _open_document([["x"]], [["boat", "crew"], ["A", "x"]]))
    yield rows("format parquet", {"path": "t.parquet"}, _parquet({"boat": ["A"], "crew": [4]}), _parquet({"boat": ["A"], "crew": ["x"]}), "columns-mismatch")
    required = {"fields": [_BOAT | {"constraints": {"required": True}}, _CREW]}
    yield rows("format parquet constraints", {"path": "t.parquet"}, _parquet({"boat": ["A"], "crew": [4]}), _parquet({"boat": [None, "B"], "crew": [4, 5]}), "required", required)
    tags = {"fields": [{"name": "a", "type": "array", "constraints": {"minLength": 2}}]}
    yield rows("format parquet lists", {"path": "t.parquet"}, _parquet({"a": [["x", "y"]]}), _parquet({"a": [["x"]]}), "min-length", tags)
    yield rows("schema in a file", {"path": "t.csv", "schema": "s.json"}, {"t.csv": good, "s.json": json.dumps(_BOATS).encode()}, {"t.csv": bad, "s.json": json.dumps(_BOATS).encode()})
    yield rows("dialect in a file", {"path": "t.csv", "dialect": "d.json"}, {"t.csv": good.replace(b",", b";"), "d.json": b'{"delimiter": ";"}'}, {"t.csv": bad.replace(b",", b";"), "d.json": b'{"delimiter": ";"}'})
    yield rows("url in place of path", {"url": "t.csv", "path": "t.csv"}, good, bad)
    yield rows("path on the web", {"path": "https://quay.example/t.csv"}, {}, {}, "")
    yield rows("schema on the web", {"path": "t.csv", "schema": "https://quay.example/s.json"}, {"t.csv": good}, {"t.csv": bad}, "")
    yield rows("no schema", {"path": "t.csv", "schema": {"fields": []}}, good, bad, "")
    yield rows("format sql", {"path": "t.db", "format": "sqlite", "dialect": {"table": "boats"}}, b"x", b"y", "")
    elsewhere = {**_BOATS, "foreignKeys": [{"fields": "boat", "reference": {"package": "https://quay.example/datapackage.json", "resource": "r", "fields": "boat"}}]}
    yield rows("foreign key into another package", {"path": "t.csv"}, good, good, "", elsewhere)
    yield rows("profile of others", {"path": "t.csv", "$schema": "https://quay.example/profile.json"}, good, good, "")


def _zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return stream.getvalue()


def _workbook(*sheets: Sequence[Sequence[Any]]) -> bytes:
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - only for these features

    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"s{number}")
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
)


def _open_document(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """A spreadsheet as LibreOffice writes it, as far as its cells matter."""
    parts = [_ODS_HEAD]
    for number, rows in enumerate(sheets, start=1):
        parts.append(f'<table:table table:name="s{number}">')
        for row in rows:
            parts.append("<table:table-row>")
            for cell in row:
                if isinstance(cell, str):
                    parts.append(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>')
                else:
                    parts.append(f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>')
            parts.append("</table:table-row>")
        parts.append("</table:table>")
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", "".join(parts))
    return stream.getvalue()


def _parquet(columns: dict[str, list[Any]]) -> bytes:
    import polars as pl  # noqa: PLC0415 - only for these features

    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream)
    return stream.getvalue()
