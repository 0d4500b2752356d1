"""The encoder: from texts to named entities as spans of characters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newsrows.extraction.encoder.decode import (
    INNER_LABELS,
    LABELS,
    NEVER,
    best_labels,
    kind_probabilities,
    runs_to_label,
    spans_of,
)
from newsrows.extraction.encoder.windows import Window, segments, windows
from newsrows.extraction.encoder.word_pieces import CLS, SEP, WordPieces, load_tokenizer, split_words
from newsrows.extraction.options import NerModel
from newsrows.runtime import send_no_usage_data
from newsrows.weights import verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

WEIGHTS_FOLDER = Path(__file__).with_name("weights")
GRAPHS: dict[NerModel, str] = {"accurate": "encoder.onnx", "fast": "student.onnx"}
# The tensors of both graphs. The student shares most of its tensors with the encoder.
TENSORS = "tensors.bin"


class MarkedSpan(NamedTuple):
    """A named entity that the encoder marks.

    Attributes:
        start: offset of the first code point.
        end: offset after the last code point.
        kind: PER, ORG or LOC.
        probabilities: how probable PER, ORG and LOC are, each word read alone; they may sum to less than 1.
    """

    start: int
    end: int
    kind: str
    probabilities: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Reading:
    """What the encoder makes of one text.

    Attributes:
        spans: the named entities, in reading order and without overlap.
        pieces: the words and word pieces of the text.
        states: for each window with a capital, the states (pieces, width) after the layers that read all words, with
            [CLS] and [SEP]; none for the student.
    """

    spans: list[MarkedSpan]
    pieces: WordPieces
    states: list[tuple[Window, NDArray[np.float32]]]


@dataclass(frozen=True, eq=False)
class Encoder:
    """A loaded NER model. Load it with `Encoder.load()`, once per process.

    `session` is an onnxruntime.InferenceSession. `transitions` are scores between labels (labels + 1, labels + 1), see
    `newsrows.extraction.encoder.decode.best_labels`.
    """

    tokenizer: Tokenizer
    session: Any
    transitions: NDArray[np.float32]
    model: NerModel

    @classmethod
    def load(cls, model: NerModel = "accurate", folder: Path = WEIGHTS_FOLDER) -> Encoder:
        """Load the weights in `folder` (by default those of the package) to run on one processor core.

        Args:
            model: which of the two models to load.
            folder: where the weights and their checksums are.

        Raises:
            WeightsError: a file is missing or does not match its checksum.
        """
        verified(TENSORS, folder)
        return cls(
            tokenizer=load_tokenizer(verified("tokenizer.json", folder)),
            session=load_session(GRAPHS[model], folder),
            transitions=np.load(verified("transitions.npy", folder)),
            model=model,
        )

    def find_spans(self, texts: Sequence[str]) -> list[list[MarkedSpan]]:
        """The named entities in each text, in reading order and without overlap.

        The result for a text does not depend on the other texts.
        """
        return [self.read(text).spans for text in texts]

    def read(self, text: str) -> Reading:
        """The named entities in `text`, and the states from which `ReferenceEncoder` continues."""
        (pieces,) = split_words(self.tokenizer, [text])
        is_scored = pieces.near_capitals() if self.model == "accurate" else pieces.near_likely_names()
        ranges = segments(pieces)
        runs = [run for start, end in ranges for run in runs_to_label(is_scored, start, end)]
        if not runs:
            return Reading([], pieces, [])
        over = [window for start, end in ranges for window in windows(pieces, start, end)]
        scores, states = self._scores(pieces, is_scored, over)
        lengths = [end - start for start, end in runs]
        rows = np.zeros((len(runs), max(lengths), len(LABELS)), dtype=np.float32)
        for row, (start, end) in enumerate(runs):
            rows[row, : end - start] = scores[start:end]
        spans: list[MarkedSpan] = []
        for (start, _), labels in zip(runs, best_labels(rows, lengths, self.transitions), strict=True):
            for first, last, kind in spans_of(labels):
                person, organisation, place = kind_probabilities(scores[start + first : start + last]).tolist()
                spans.append(
                    MarkedSpan(
                        pieces.starts[start + first],
                        pieces.ends[start + last - 1],
                        kind,
                        (person, organisation, place),
                    )
                )
        return Reading(spans, pieces, states)

    def _scores(
        self, pieces: WordPieces, is_scored: Sequence[bool], over: Sequence[Window]
    ) -> tuple[NDArray[np.float32], list[tuple[Window, NDArray[np.float32]]]]:
        """The scores of labels for every word (words, labels), and the states of each window.

        Words that are not scored are outside names.
        """
        scores = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
        states: list[tuple[Window, NDArray[np.float32]]] = []
        scores[:, 0] = -NEVER
        for window in over:
            words = [word for word in range(window.start, window.end) if is_scored[word]]
            if not words:
                continue
            (window_scores,), *inner = self.session.run(None, graph_inputs(pieces, window, words))
            states.extend((window, rows) for (rows,) in inner)
            used = [i for i, word in enumerate(words) if window.used_start <= word < window.used_end]
            scores[[words[i] for i in used]] = window_scores[used]
        # No name continues from a byline into the dateline below it.
        scores[np.ix_(pieces.paragraph_starts, INNER_LABELS)] += NEVER
        return scores, states


def load_session(graph: str, folder: Path) -> Any:
    """An onnxruntime.InferenceSession for a graph in `folder`, to run on one processor core.

    Raises:
        WeightsError: the file is missing or does not match its checksum.
    """
    send_no_usage_data()
    import onnxruntime  # noqa: PLC0415  (kept out of `import newsrows.cli`)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph is written as it should run; onnxruntime would replace its normalisations by slower ones.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(verified(graph, folder)), options, providers=["CPUExecutionProvider"])


def graph_inputs(pieces: WordPieces, window: Window, words: Sequence[int]) -> dict[str, NDArray[np.int32]]:
    """The inputs of a graph for one window. Its output has scores of `words`, which must be in the window.

    Returns:
        `ids` and `shapes` (1, pieces), with [CLS] and [SEP]; `places` (pieces), the positions; `kept` (kept), the
        positions of the pieces of `words`; `first` (words), where in `kept` each word begins.
    """
    start = pieces.first[window.start]
    end = start + pieces.size(window.start, window.end)
    kept, first = [0], []
    for word in words:
        first.append(len(kept))
        position = pieces.first[word] - start + 1
        kept.extend(range(position, position + pieces.size(word, word + 1)))
    inputs = {
        "ids": [[CLS, *pieces.ids[start:end], SEP]],
        "shapes": [[0, *pieces.shapes[start:end], 0]],
        "places": range(end - start + 2),
        "kept": kept,
        "first": first,
    }
    return {name: np.array(values, dtype=np.int32) for name, values in inputs.items()}
