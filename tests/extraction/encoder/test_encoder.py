"""Named entities that the encoder and its student find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.extraction.encoder import Encoder


@pytest.fixture(scope="module", params=["accurate", "fast"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return Encoder.load(request.param)


def spans_in(encoder: Encoder, text: str) -> list[tuple[str, str]]:
    (spans,) = encoder.find_spans([text])
    return [(text[span.start : span.end], span.kind) for span in spans]


def test_people_organisations_and_places_are_found(encoder: Encoder) -> None:
    text = "Martha Kowalczyk, who leads the Harbour Workers Union, flew from Lisbon to meet Mr Adeyemi of Barclays."
    assert spans_in(encoder, text) == [
        ("Martha Kowalczyk", "PER"),
        ("Harbour Workers Union", "ORG"),
        ("Lisbon", "LOC"),
        ("Adeyemi", "PER"),
        ("Barclays", "ORG"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "nothing here has a capital letter, so no name can hide in it",
        "The price of bread rose again on Monday, and nobody was surprised.",
        "😀 — … 12,5 %",
    ],
)
def test_text_without_names_has_no_spans(encoder: Encoder, text: str) -> None:
    assert [span for span in encoder.find_spans([text])[0] if span.kind != "LOC"] == []


def test_known_names_are_probable(encoder: Encoder) -> None:
    (spans,) = encoder.find_spans(["Martha Kowalczyk, who leads the Harbour Workers Union, flew home."])
    (person, *_), (_, organisation, _) = (span.probabilities for span in spans)
    assert min(person, organisation) > 0.6


def test_name_does_not_continue_after_an_empty_line(encoder: Encoder) -> None:
    text = "By Helena Brandt\n\nOSLO: The minister resigned on Friday."
    assert ("Helena Brandt", "PER") in spans_in(encoder, text)
    assert all("\n" not in name for name, _ in spans_in(encoder, text))
    assert spans_in(encoder, "Minister Helena\n\nBrandt resigned.") == [("Helena", "PER"), ("Brandt", "PER")]


def test_spans_of_a_text_do_not_depend_on_other_texts(encoder: Encoder) -> None:
    texts = ["Judge Priya Raman fined Northern Rail.", "", "STORM HITS THE COAST\n\n" + "Ken Oduya said so. " * 90]
    assert encoder.find_spans(texts) == [encoder.find_spans([text])[0] for text in texts]


def test_long_article_is_read_to_its_end(encoder: Encoder) -> None:
    text = "prices and wages and rents rose, and " * 300 + "Ingrid Solheim of the World Bank said so."
    assert spans_in(encoder, text) == [("Ingrid Solheim", "PER"), ("World Bank", "ORG")]


def test_spans_are_in_order_and_inside_the_text(encoder: Encoder) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.text(max_size=200))
    def check(text: str) -> None:
        edge = 0
        for start, end, kind, probabilities in encoder.find_spans([text])[0]:
            assert edge <= start < end <= len(text)
            assert kind in {"PER", "ORG", "LOC"}
            assert min(probabilities) >= 0
            assert sum(probabilities) <= 1.001
            edge = end

    check()


_LOAD_AND_LIST_CONNECTIONS = """
import sys
from pathlib import Path

from newsrows.extraction.encoder import Encoder

Encoder.load("fast").find_spans(["Ann Carter left Lisbon."])
descriptors = Path("/proc/self/fd")
opened = [link.readlink().name for link in descriptors.iterdir() if link.is_symlink()] if descriptors.is_dir() else []
print([name for name in opened if name.startswith("socket:")], "onnxruntime" in sys.modules)
"""


def test_encoder_leaves_no_file_and_opens_no_connection(tmp_path: Path) -> None:
    """onnxruntime writes its files when it is imported, unless its telemetry is off."""
    folders = {"HOME": "home", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "TMPDIR": "tmp"}
    for name in folders.values():
        (tmp_path / name).mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {variable: str(tmp_path / name) for variable, name in folders.items()}
    done = subprocess.run(
        [sys.executable, "-B", "-c", _LOAD_AND_LIST_CONNECTIONS],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[] True\n"
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()] == []
