from __future__ import annotations

from pathlib import Path

import pytest

from newsrows.publishing import ExportError
from newsrows.publishing.editions import export_editions
from newsrows.publishing.editions.annotations import annotated_articles
from newsrows.publishing.editions.contents import read_contents


def test_article_has_its_rows_in_reading_order(package: Path) -> None:
    (
        first,
        *_,
    ) = annotated_articles(read_contents(package), "brat")
    assert [(one.layer, one.id) for one in first.annotations] == [
        ("quote", "a00:q16"),
        ("role", "a00:r39"),
        ("person", "a00:m44"),
        ("speaker", "a00:q16:speaker"),
    ]
    assert first.speakers == [("a00:q16", "a00:q16:speaker")]


def test_annotation_says_what_the_row_says_without_nulls(package: Path) -> None:
    first, *_ = annotated_articles(read_contents(package), "brat")
    quote, _, person, _ = first.annotations
    assert quote.facts["speaker"] == person.facts["name"] == "Ada Brook"
    assert quote.facts["polarity"] == "affirmed"
    assert None not in quote.facts.values()


@pytest.mark.parametrize("name", ["web-annotation", "label-studio", "brat"])
def test_package_without_text_cannot_be_annotated(package: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=f"{name} annotates the articles' text, which is left out"):
        export_editions(package, tmp_path, formats=[name], without_text=True)
