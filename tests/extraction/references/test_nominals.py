from __future__ import annotations

import pytest

from extraction.marked import parsed
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.references.finder import find_references


def references(marked: str) -> list[tuple[str, str]]:
    article = parsed(marked)
    return [(m.span.text, m.type) for m in find_references(article, find_names(article)) if m.form == "nominal"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("It rained. The [ORG Labour Party] leader left.", ("The Labour Party leader", "person")),
        ("It rained. The Riverton-based carmaker left.", ("The Riverton-based carmaker", "organisation")),
        ("It rained. The father of 3 left.", ("The father of 3", "person")),
        ("It rained. The Dane left.", ("The Dane", "person")),
        ("It rained. This minister left.", ("This minister", "person")),
        ("It rained. A council spokesman left.", ("A council spokesman", "organisation")),
        ("It rained. A spokesman said.", ("A spokesman", "organisation")),
        ("It rained. His wife left.", ("wife", "person")),
        ("It rained. The minister's former wife left.", ("wife", "person")),
        ("A judge left. It rained.", ("A judge", "person")),
        ("Riverton's mayor left. It rained.", ("mayor", "person")),
    ],
)
def test_a_noun_phrase_that_may_refer_to_somebody_is_a_nominal(marked: str, expected: tuple[str, str]) -> None:
    assert expected in references(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "It rained. The [PERSON Ann Carter] spokesman left.",  # whose spokesman it is, not who
        "It rained. She starred in The Young Minister.",
        "It rained. This council left.",  # the council where the speaker stands
        "It rained. The Dutch left.",
        "It rained. The Danish young minister of food left.",
        "It rained. The wife left.",
        "It rained. It snowed. A judge left.",
        "It rained. A council left.",
        "It rained. A spokesman for the bank of Riverton left.",
    ],
)
def test_other_noun_phrases_are_not_nominals(marked: str) -> None:
    assert references(marked) == []
