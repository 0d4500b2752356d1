"""The models that read an article."""

from __future__ import annotations

from typing import get_args

import pytest

from newsrows.extraction.models import Models, NerModel, entities, load_models
from newsrows.extraction.parse.entity_span import EntitySpan

TEXT = "Martha Kowalczyk of the World Bank flew to Lisbon on Tuesday. Kowalczyk will meet the Harbour Workers Union."


@pytest.fixture(scope="module", params=get_args(NerModel))
def models(request: pytest.FixtureRequest) -> Models:
    return load_models(names=request.param)


def test_encoder_marks_entities_and_the_pipeline_has_no_ner(models: Models) -> None:
    assert "ner" not in models.nlp.pipe_names
    assert "parser" in models.nlp.pipe_names
    assert [span._replace(probabilities=None) for span in entities(models.encoder.read(TEXT))[:3]] == [
        EntitySpan(0, 16, "person"),
        EntitySpan(24, 34, "organisation"),
        EntitySpan(43, 49, "place"),
    ]


def test_each_model_is_loaded_once_per_process() -> None:
    accurate, fast = (load_models(names=model) for model in get_args(NerModel))
    assert accurate is not fast
    assert fast is load_models(names="fast")


def test_only_the_accurate_model_has_states_of_references() -> None:
    assert load_models(names="accurate").references is not None
    assert load_models(names="fast").references is None
