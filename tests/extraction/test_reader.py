from __future__ import annotations

from typing import get_args

import pytest

from newsrows.extraction.models import Models, NerModel, load_models
from newsrows.extraction.parse.entity_span import EntitySpan

TEXT = "Martha Kowalczyk of the World Bank flew to Lisbon on Tuesday. Kowalczyk will meet the Harbour Workers Union."


@pytest.fixture(scope="module", params=get_args(NerModel))
def models(request: pytest.FixtureRequest) -> Models:
    return load_models(names=request.param)


def test_an_encoder_finds_the_names_and_the_pipeline_does_not_look_for_any(models: Models) -> None:
    assert "ner" not in models.nlp.pipe_names
    assert "parser" in models.nlp.pipe_names
    assert models.entities_in(TEXT)[:3] == [
        EntitySpan(0, 16, "person"),
        EntitySpan(24, 34, "organisation"),
        EntitySpan(43, 49, "place"),
    ]


def test_both_depths_are_loaded_once_a_process() -> None:
    accurate, fast = (load_models(names=depth) for depth in get_args(NerModel))
    assert accurate is not fast
    assert fast is load_models(names="fast")
