"""The encoder: texts in, names as spans of characters out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newsrows.extraction.encoder.decode import INNER_LABELS, LABELS, NEVER, best_labels, runs_of, spans_of
from newsrows.extraction.encoder.weights import FOLDER, checked
from newsrows.extraction.encoder.windows import Window, segments, windows
from newsrows.extraction.encoder.word_pieces import CLS, SEP, Pieces, cut, read_tokenizer
from newsrows.extraction.options import Depth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

GRAPHS: dict[Depth, str] = {"accurate": "encoder.onnx", "fast": "student.onnx"}
# The tensors of both graphs: most of those of the student are the encoder's.
TENSORS = "tensors.bin"


@dataclass(frozen=True, eq=False)
class Encoder:
    """A fitted encoder, ready to read. Load it with `Encoder.load()`, once a process."""

    tokenizer: Tokenizer
    session: Any
    transitions: NDArray[np.float32]
    depth: Depth

    @classmethod
    def load(cls, depth: Depth = "accurate", folder: Path = FOLDER) -> Encoder:
        """Load the weights in `folder` (by default those of the package) for one processor core.

        Args:
            depth: 'accurate' for the whole encoder, 'fast' for its student: fewer layers over fewer words.
            folder: where the weights and their sums are.

        Raises:
            WeightsError: a file is missing, or is not the one that was published.
        """
        import onnxruntime  # noqa: PLC0415  (kept out of `import newsrows.cli`)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The graph is written as it should run; onnxruntime would rewrite its normalisations into slower ones.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.log_severity_level = 3
        checked(TENSORS, folder)
        return cls(
            tokenizer=read_tokenizer(checked("tokenizer.json", folder)),
            session=onnxruntime.InferenceSession(
                str(checked(GRAPHS[depth], folder)), options, providers=["CPUExecutionProvider"]
            ),
            transitions=np.load(checked("transitions.npy", folder)),
            depth=depth,
        )

    def find_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Names in each text as (start, end, kind), in reading order and without overlap.

        Offsets are half-open and count code points; kind is PER, ORG or LOC. What is found in a text never depends on
        the other texts.
        """
        return [self._find(pieces) for pieces in cut(self.tokenizer, texts)]

    def _find(self, pieces: Pieces) -> list[tuple[int, int, str]]:
        read = pieces.may_be_names() if self.depth == "accurate" else pieces.are_likely_names()
        stretches = segments(pieces)
        runs = [run for start, end in stretches for run in runs_of(read, start, end)]
        if not runs:
            return []
        scores = self._scores(pieces, read, [w for start, end in stretches for w in windows(pieces, start, end)])
        lengths = [end - start for start, end in runs]
        rows = np.zeros((len(runs), max(lengths), len(LABELS)), dtype=np.float32)
        for row, (start, end) in enumerate(runs):
            rows[row, : end - start] = scores[start:end]
        found: list[tuple[int, int, str]] = []
        for (start, _), labels in zip(runs, best_labels(rows, lengths, self.transitions), strict=True):
            found.extend(
                (pieces.starts[start + a], pieces.ends[start + b - 1], kind) for a, b, kind in spans_of(labels)
            )
        return found

    def _scores(self, pieces: Pieces, read: Sequence[bool], over: Sequence[Window]) -> NDArray[np.float32]:
        """Scores of the labels of every word (words, labels)."""
        scores = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
        scores[:, 0] = -NEVER
        for window in over:
            words = [word for word in range(window.start, window.end) if read[word]]
            if not words:
                continue
            found = self.session.run(None, inputs_of(pieces, window, words))[0][0]
            used = [i for i, word in enumerate(words) if window.kept_start <= word < window.kept_end]
            scores[[words[i] for i in used]] = found[used]
        # No name runs from a byline into the dateline below it.
        scores[np.ix_(pieces.paragraph_starts, INNER_LABELS)] += NEVER
        return scores


def inputs_of(pieces: Pieces, window: Window, words: Sequence[int]) -> dict[str, NDArray[np.int32]]:
    """What a graph reads of `window`; it answers with the scores of `words`, which lie in it."""
    start = pieces.first[window.start]
    end = start + pieces.size(window.start, window.end)
    kept, first = [0], []
    for word in words:
        first.append(len(kept))
        place = pieces.first[word] - start + 1
        kept.extend(range(place, place + pieces.size(word, word + 1)))
    row = {
        "ids": [[CLS, *pieces.ids[start:end], SEP]],
        "shapes": [[0, *pieces.shapes[start:end], 0]],
        "places": range(end - start + 2),
        "kept": kept,
        "first": first,
    }
    return {name: np.array(values, dtype=np.int32) for name, values in row.items()}
