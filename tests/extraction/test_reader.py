from __future__ import annotations

from typing import get_args

import pytest

from newsrows.extraction.models import Names, Reader, load_reader
from newsrows.extraction.names.ner import RawName

TEXT = "Martha Kowalczyk of the World Bank flew to Lisbon on Tuesday. Kowalczyk will meet the Harbour Workers Union."


@pytest.fixture(scope="module", params=get_args(Names))
def reader(request: pytest.FixtureRequest) -> Reader:
    return load_reader(names=request.param)


def test_an_encoder_finds_the_names_and_the_pipeline_does_not_look_for_any(reader: Reader) -> None:
    assert "ner" not in reader.nlp.pipe_names
    assert "parser" in reader.nlp.pipe_names
    assert reader.names_in(TEXT)[:3] == [
        RawName(0, 16, "person"),
        RawName(24, 34, "organisation"),
        RawName(43, 49, "place"),
    ]


def test_both_depths_are_loaded_once_a_process() -> None:
    accurate, fast = (load_reader(names=depth) for depth in get_args(Names))
    assert accurate is not fast
    assert fast is load_reader(names="fast")
