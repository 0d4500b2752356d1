from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsrows.extraction.encoder import Encoder, WeightsError
from newsrows.extraction.encoder.decode import LABELS, NEVER, best_labels, may_follow, runs_to_label, spans_of
from newsrows.extraction.encoder.weights import CHECKSUMS, WEIGHTS_FOLDER, verified, write_checksums
from newsrows.extraction.encoder.windows import segments, windows
from newsrows.extraction.encoder.word_pieces import (
    COMMONEST,
    SHAPES,
    WordPieces,
    load_tokenizer,
    split_words,
    word_shapes,
)


@pytest.fixture(scope="module", params=["accurate", "fast"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return Encoder.load(request.param)


def found(encoder: Encoder, text: str) -> list[tuple[str, str]]:
    (spans,) = encoder.find_spans([text])
    return [(text[start:end], kind) for start, end, kind in spans]


def pieces_of(text: str) -> WordPieces:
    (pieces,) = split_words(load_tokenizer(WEIGHTS_FOLDER / "tokenizer.json"), [text])
    return pieces


def shapes_of(text: str) -> list[str]:
    pieces = pieces_of(text)
    return [SHAPES[pieces.shapes[first]] for first in pieces.first]


# --- pieces


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("harbour", "lower"),
        ("Harbour", "title"),
        ("RNLI", "upper"),
        ("J", "initial"),
        ("McAllister", "mixed"),
        ("eBay", "mixed"),
        ("2031", "digits"),
        ("F16", "digits_letters"),
        ("’", "mark"),
        ("東京", "other"),
    ],
)
def test_a_word_has_the_shape_of_its_letters(word: str, shape: str) -> None:
    assert SHAPES[word_shapes(["x", word], [0])[1]] == shape


def test_a_capital_that_only_opens_a_sentence_is_told_apart() -> None:
    assert shapes_of("Boats sank. Crews of Fleet ships swam.\nNobody drowned") == [
        "title_first", "lower", "mark",
        "title_first", "lower", "title", "lower", "lower", "mark",
        "title_first", "lower",
    ]  # fmt: skip


def test_capitals_in_a_line_of_capitals_are_told_apart() -> None:
    assert shapes_of("STORM HITS NORTHERN COAST\nThe BBC said") == [
        *["upper_line"] * 4,
        *["title_first", "upper", "lower"],
    ]


def test_words_keep_their_offsets_over_accents_and_symbols() -> None:
    text = "Zoë O’Máille 😀 paid €5"
    pieces = pieces_of(text)
    words = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert words == ["Zoë", "O", "’", "Máille", "😀", "paid", "€5"]


def test_words_far_from_any_capital_are_not_read_to_the_end() -> None:
    pieces = pieces_of("it was said to please old Ann a lot more than him")
    assert pieces.near_capitals() == [False] * 4 + [True] * 5 + [False] * 3


def likely(text: str) -> list[str]:
    pieces = pieces_of(text)
    return [text[pieces.starts[i] : pieces.ends[i]] for i, read in enumerate(pieces.near_likely_names()) if read]


def test_the_commonest_words_come_first_in_the_vocabulary() -> None:
    tokenizer = load_tokenizer(WEIGHTS_FOLDER / "tokenizer.json")
    assert [tokenizer.id_to_token(i) for i in COMMONEST[:4]] == ["the", "of", "and", "in"]
    assert tokenizer.token_to_id("may") not in COMMONEST  # a person's name, too


def test_a_common_word_that_opens_a_sentence_is_not_read_to_the_end() -> None:
    assert likely("But he was late. The boats left") == []
    assert likely("He asked. The Herald of today replied") == ["The", "Herald", "of"]


def test_words_between_capitals_are_read_to_the_end() -> None:
    found = likely("the Ministry of food and the Sea was shut for good")
    assert " ".join(found) == "the Ministry of food and the Sea was"


def test_a_hyphen_or_an_apostrophe_brings_its_word_along() -> None:
    assert likely("so on Wednesday Sun Hee-jin spoke and o'Dowd wept") == [
        *["on", "Wednesday", "Sun", "Hee", "-", "jin"],
        *["o", "'", "Dowd", "wept"],
    ]


def test_sentences_do_not_start_behind_initials_and_short_titles() -> None:
    pieces = pieces_of("Met Mr. Lo and J. Bell there. Then left.")
    assert [pieces.starts[i] for i in pieces.sentence_starts] == [0, 30]


# --- windows


@st.composite
def articles(draw: st.DrawFn) -> WordPieces:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=120))
    starts = {0, *draw(st.lists(st.integers(0, len(sizes) - 1), max_size=20))}
    first = [0, *itertools.accumulate(sizes)][:-1]
    total = sum(sizes)
    numbers = list(range(len(sizes)))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))  # numbers drawn one by one take their time
    shapes = np.repeat(rng.integers(1, len(SHAPES), len(sizes)), sizes).tolist()
    ids = rng.integers(400, 600, total).tolist()
    joints = frozenset(np.flatnonzero(rng.random(len(sizes)) < 0.1).tolist())
    return WordPieces(ids, shapes, first, numbers, [n + 1 for n in numbers], sorted(starts), [0], joints)


@given(articles())
def test_the_student_reads_no_word_to_the_end_that_its_teacher_does_not(pieces: WordPieces) -> None:
    pairs = zip(pieces.near_likely_names(), pieces.near_capitals(), strict=True)
    assert all(may_be or not likely for likely, may_be in pairs)


@given(articles(), st.integers(10, 60))
def test_segments_hold_every_word_once_and_whole_sentences(pieces: WordPieces, longest: int) -> None:
    found = segments(pieces, longest)
    assert [word for start, end in found for word in range(start, end)] == list(range(len(pieces)))
    for start, end in found:
        assert start in pieces.sentence_starts
        sentences = sum(start <= sentence < end for sentence in pieces.sentence_starts)
        assert pieces.size(start, end) <= longest or sentences == 1


@given(articles(), st.integers(50, 90))
def test_windows_use_every_word_of_an_overlong_sentence_once(pieces: WordPieces, longest: int) -> None:
    over = list(windows(pieces, 0, len(pieces), longest))
    assert [word for w in over for word in range(w.used_start, w.used_end)] == list(range(len(pieces)))
    for window in over:
        assert window.start <= window.used_start < window.used_end <= window.end
        assert pieces.size(window.start, window.end) <= longest


def test_a_text_without_words_has_no_segments() -> None:
    assert segments(WordPieces([], [], [], [], [], [], [])) == []


# --- decoding


def moves() -> np.ndarray:
    size = len(LABELS)
    names = (*LABELS, "O")
    return np.array(
        [[0.0 if may_follow(names[i], names[j]) else NEVER for j in range(size + 1)] for i in range(size + 1)],
        dtype=np.float32,
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3), st.integers(0, 10_000))
def test_the_best_labels_are_those_that_trying_all_finds(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, words, len(LABELS))).astype(np.float32)
    table = moves()

    def total(labels: tuple[int, ...]) -> float:
        path = [len(LABELS), *labels, len(LABELS)]
        moved = sum(float(table[a, b]) for a, b in itertools.pairwise(path))
        return moved + sum(float(scores[0, i, label]) for i, label in enumerate(labels))

    best = max(itertools.product(range(len(LABELS)), repeat=words), key=total)
    assert best_labels(scores, [words], table) == [list(best)]


def test_rows_of_unlike_length_do_not_touch_one_another() -> None:
    scores = np.random.default_rng(1).normal(size=(2, 6, len(LABELS))).astype(np.float32)
    together = best_labels(scores, [6, 2], moves())
    assert together == [*best_labels(scores[:1], [6], moves()), *best_labels(scores[1:, :2], [2], moves())]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 10_000))
@example([False] * 12 + [True], 3722)
def test_runs_of_words_have_the_labels_of_the_whole_stretch(read: list[bool], seed: int) -> None:
    # In 64 bits: beside the sum of a dozen NEVERs 32 of them lose what tells two labels apart.
    scores: Any = np.random.default_rng(seed).normal(size=(1, len(read), len(LABELS)))
    scores[0, [i for i, is_read in enumerate(read) if not is_read], 0] = -NEVER
    table = moves()
    (whole,) = best_labels(scores, [len(read)], table)
    pieced = [0] * len(read)
    for start, end in runs_to_label(read, 0, len(read)):
        (pieced[start:end],) = best_labels(scores[:, start:end], [end - start], table)
    assert pieced == whole


def test_labels_become_spans() -> None:
    labels = ["U-ORG", "O", "B-PER", "I-PER", "L-PER", "B-LOC", "L-LOC"]
    assert spans_of([LABELS.index(label) for label in labels]) == [(0, 1, "ORG"), (2, 5, "PER"), (5, 7, "LOC")]


# --- the shipped weights


def test_people_organisations_and_places_are_found(encoder: Encoder) -> None:
    text = "Martha Kowalczyk, who leads the Harbour Workers Union, flew from Lisbon to meet Mr Adeyemi of Barclays."
    assert found(encoder, text) == [
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
def test_texts_without_names_give_none(encoder: Encoder, text: str) -> None:
    assert [span for span in encoder.find_spans([text])[0] if span[2] != "LOC"] == []


def test_no_name_runs_over_an_empty_line(encoder: Encoder) -> None:
    text = "By Helena Brandt\n\nOSLO: The minister resigned on Friday."
    assert ("Helena Brandt", "PER") in found(encoder, text)
    assert all("\n" not in name for name, _ in found(encoder, text))


def test_what_is_found_in_a_text_does_not_depend_on_the_others(encoder: Encoder) -> None:
    texts = ["Judge Priya Raman fined Northern Rail.", "", "STORM HITS THE COAST\n\n" + "Ken Oduya said so. " * 90]
    assert encoder.find_spans(texts) == [encoder.find_spans([text])[0] for text in texts]


def test_an_article_of_any_length_is_read_to_its_end(encoder: Encoder) -> None:
    text = "prices and wages and rents rose, and " * 300 + "Ingrid Solheim of the World Bank said so."
    assert found(encoder, text) == [("Ingrid Solheim", "PER"), ("World Bank", "ORG")]


def test_spans_are_in_order_and_within_any_text(encoder: Encoder) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.text(max_size=200))
    def check(text: str) -> None:
        edge = 0
        for start, end, kind in encoder.find_spans([text])[0]:
            assert edge <= start < end <= len(text)
            assert kind in {"PER", "ORG", "LOC"}
            edge = end

    check()


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    for name in ("tokenizer.json", "tensors.bin", CHECKSUMS):
        shutil.copy(WEIGHTS_FOLDER / name, tmp_path)
    with (tmp_path / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(WeightsError, match=r"tokenizer\.json: found [0-9a-f]{64}, expected .* next: install"):
        Encoder.load(folder=tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"encoder\.onnx: found no such file"):
        verified("encoder.onnx", tmp_path)


def test_an_unlisted_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new.npy").write_bytes(b"1")
    with pytest.raises(WeightsError, match="that SHA256SUMS should list"):
        verified("new.npy", tmp_path)
    write_checksums(tmp_path)
    assert verified("new.npy", tmp_path) == tmp_path / "new.npy"


def test_the_shipped_weights_fit_their_limit() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS_FOLDER.iterdir()) <= 25_000_000
