from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.datapackage.documents import escape_part, line_map, parse_document
from newsrows.datapackage.limits import Limits

TEXT = """{
  "name": "p",
  "a/b~c": [
    1,
    {"x": "a \\" , { [", "y":
      null}
  ],
  "empty": {}
}
"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_lines_of_members_and_items() -> None:
    lines = line_map(TEXT)
    assert lines == {
        "": 1,
        "/name": 2,
        "/a~1b~0c": 3,
        "/a~1b~0c/0": 4,
        "/a~1b~0c/1": 5,
        "/a~1b~0c/1/x": 5,
        "/a~1b~0c/1/y": 5,
        "/empty": 8,
    }


def test_missing_pointer_has_the_line_of_what_is_around_it() -> None:
    document = parse_document(TEXT.encode(), "p.json", Limits())
    assert document.line("/a~1b~0c/1/z/deeper") == 5
    assert document.line("/missing") == 1


def pointers(value: Any, at: str = "") -> set[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {at}.union(*(pointers(child, f"{at}/{escape_part(key)}") for key, child in items))


@settings(deadline=None)
@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_every_pointer_has_a_line_however_the_text_is_laid_out(
    value: Any, indent: int | None, ascii_only: bool
) -> None:
    lines = line_map(json.dumps(value, indent=indent, ensure_ascii=ascii_only))
    assert set(lines) == pointers(value)
    assert indent is None or all(
        lines[pointer] <= lines[other] for pointer in lines for other in lines if other.startswith(f"{pointer}/")
    )
