"""Which spaCy pipeline is used, and where its files are."""

from pathlib import Path

import pytest

from newsrows.extraction.parse.model import DEFAULT_MODEL, ModelError, model_folder


def test_installed_pipeline_and_folder_are_found(tmp_path: Path) -> None:
    assert (model_folder(DEFAULT_MODEL) / "__init__.py").is_file()
    assert model_folder(str(tmp_path)) == tmp_path


def test_unknown_pipeline_is_an_error_that_names_the_default() -> None:
    with pytest.raises(ModelError, match=rf"model 'no_such_pipeline' .*; next: .* {DEFAULT_MODEL}"):
        model_folder("no_such_pipeline")
