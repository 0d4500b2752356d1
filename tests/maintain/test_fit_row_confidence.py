from __future__ import annotations

from typing import Any

import pytest

from maintain.fit_row_confidence import Example, cross_validated, examples, fit, summary
from newsrows.records import Entity, LinkedArticle, LinkedQuote, Quote, Span

TEXT = "Ada Brook said the tide is high. She left."
CONTENT = (15, 31)
ADA = Entity(type="person", name="Ada Brook", forms=(("Ada Brook", 1), ("Brook", 2)))


def linked(start: int = CONTENT[0], end: int = CONTENT[1], entity: int | None = 0) -> LinkedArticle:
    quote = Quote("indirect", (Span.of(TEXT, start, end),), speaker=Span.of(TEXT, 0, 9))
    return LinkedArticle("tide", 9, 2, 1, entities=(ADA,), quotes=(LinkedQuote(quote, "named", entity),))


def gold(name: str | None = "Ada Brook", **more: Any) -> dict[str, Any]:
    quote = {"spans": [list(CONTENT)], "kind": "indirect", "speaker": {"name": name}, **more}
    people = [{"name": "Ada Brook", "forms": ["Ada Brook"]}, {"name": "Lee Voss", "forms": ["Voss"]}]
    return {"people": people, "organisations": [], "quotes": [quote]}


@pytest.mark.parametrize(
    ("found", "annotated", "right"),
    [
        (linked(), gold(), {"row": True, "link": True}),
        (linked(), gold("Lee Voss"), {"row": False, "link": False}),
        (linked(), gold(None), {"row": False, "link": False}),
        (linked(entity=None), gold(), {"row": False}),
        (linked(entity=None), gold(None), {"row": True}),
        (linked(end=CONTENT[1] - 5), gold(), {"row": False, "link": True}),
        (linked(), gold(polarity="denied"), {"row": False, "link": True}),
        (linked(33, 41), gold(), {"row": False}),
    ],
)
def test_row_is_right_if_content_and_link_are(
    found: LinkedArticle, annotated: dict[str, Any], right: dict[str, bool]
) -> None:
    assert [example.right for example in examples(0, found, annotated, TEXT)] == [right]


@pytest.mark.parametrize("found", [linked(), linked(end=CONTENT[0] + 3)])
def test_optional_annotation_gives_no_example(found: LinkedArticle) -> None:
    assert list(examples(0, found, gold(optional=True), TEXT)) == []


def test_fit_gives_features_of_right_and_wrong_examples_opposite_signs() -> None:
    rows = [({"good": 1.0, "(bias)": 1.0}, True), ({"bad": 1.0, "(bias)": 1.0}, False)] * 40
    known = fit(rows)
    assert known["good"] > 0.5 > -0.5 > known["bad"]


def test_cross_validation_judges_each_example_by_the_other_articles() -> None:
    rows = [Example(n, {"(bias)": 1.0, "good" if n % 2 else "bad": 1.0}, {"row": bool(n % 2)}) for n in range(60)]
    judged = cross_validated(rows, "row")
    assert len(judged) == 60
    assert all((value > 0.8) == right for value, right in judged)
    assert "60 examples, 0.500 right" in summary(judged)
