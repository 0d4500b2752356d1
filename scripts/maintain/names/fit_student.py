"""Fits the student to the scores of the fitted encoder (distillation: Hinton, Vinyals and Dean 2015)."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from maintain.names.disguise import Names, in_other_case, vary
from maintain.names.student import Student
from newsrows.extraction.encoder.encoder import Encoder, graph_inputs
from newsrows.extraction.encoder.windows import segments, windows
from newsrows.extraction.encoder.word_pieces import MASK, PAD, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from maintain.names.passages import Passage
    from newsrows.extraction.encoder.windows import Window
    from newsrows.extraction.encoder.word_pieces import WordPieces

_log = logging.getLogger(__name__)
SEED, EPOCHS, WINDOWS_A_BATCH = 20, 3, 6
# Peak learning rates of matrices, which start as the encoder's, and of biases, norms and shapes.
RATE, SMALL_RATE = 4e-4, 2e-3
AVERAGING = 0.003
# How many variants of each passage are used, and how many passages are joined to one text at most.
VARIANTS, MOST_JOINED = 3, 8
_MASKED_SHARE = 0.05
# Softens the encoder's scores, so that the student also learns its second and third choices.
TEMPERATURE = 2.0
STATES_WEIGHT = 1.0


@dataclass(frozen=True, eq=False)
class Lesson:
    """The student's inputs for a window, and the encoder's scores (words, labels) and last states (words, width)."""

    inputs: Mapping[str, NDArray[np.int32]]
    scores: NDArray[np.float16]
    states: NDArray[np.float16]


def texts_of(passages: Sequence[Passage], rng: np.random.Generator) -> Iterator[str]:
    """Texts of several passages of one data set, in `VARIANTS` variants."""
    names = Names.of(passages)
    for _ in range(VARIANTS):
        joined: list[str] = []
        source, room = "", 0
        for passage in passages:
            if joined and (len(joined) == room or passage.source != source):
                yield "\n\n".join(joined)
                joined = []
            if not joined:
                source, room = passage.source, int(rng.integers(1, MOST_JOINED + 1))
            joined.append(in_other_case(vary(passage, names, rng).text, rng))
        yield "\n\n".join(joined)


def lessons_of(encoder: Encoder, texts: Sequence[str]) -> Iterator[Lesson]:
    """The encoder's scores and last states for `texts`. Its graph must have both as outputs."""
    for text in texts:
        (pieces,) = split_words(encoder.tokenizer, [text])
        encoder_words, student_words = pieces.near_capitals(), pieces.near_likely_names()
        for start, end in segments(pieces):
            for window in windows(pieces, start, end):
                yield from _lesson(encoder, pieces, window, encoder_words, student_words)


def _lesson(
    encoder: Encoder, pieces: WordPieces, window: Window, encoder_words: Sequence[bool], student_words: Sequence[bool]
) -> Iterator[Lesson]:
    words = [word for word in range(window.start, window.end) if encoder_words[word]]
    in_both = [i for i, word in enumerate(words) if student_words[word]]
    if not in_both:
        return
    scores, states = encoder.session.run(None, graph_inputs(pieces, window, words))
    inputs = graph_inputs(pieces, window, [words[i] for i in in_both])
    yield Lesson(inputs, scores[0][in_both].astype(np.float16), states[0][in_both].astype(np.float16))


def fit(weights: Mapping[str, NDArray[np.float32]], lessons: Sequence[Lesson]) -> Student:
    """Fit a student that starts with these weights of the encoder. One CPU thread; the same bytes on every run."""
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    student = Student(weights)
    mean = get_ema_multi_avg_fn(1 - AVERAGING)  # type: ignore[no-untyped-call]
    averaged = AveragedModel(student, multi_avg_fn=mean)
    optimiser = torch.optim.AdamW(_groups(student), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    by_length = sorted(lessons, key=lambda lesson: lesson.inputs["kept"].size)
    groups = [by_length[i : i + WINDOWS_A_BATCH] for i in range(0, len(by_length), WINDOWS_A_BATCH)]
    for epoch in range(EPOCHS):
        began, total = time.monotonic(), 0.0
        for i, number in enumerate(rng.permutation(len(groups))):
            done = (epoch + i / len(groups)) / EPOCHS
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * (min(done / 0.05, (1 - done) / 0.95) + 0.01)
            total += _step(student, groups[number], rng, optimiser)
            averaged.update_parameters(student)
            if i % 100 == 99:
                _log.info("epoch %d, %d of %d: %.4f, %.0f s", epoch, i + 1, len(groups), total / 100,
                          time.monotonic() - began)  # fmt: skip
                total = 0.0
    fitted: Student = averaged.module
    return fitted


def _groups(student: Student) -> list[dict[str, object]]:
    trained = [(name, value) for name, value in student.named_parameters() if value.requires_grad]
    matrices = [value for name, value in trained if name.startswith("layers.") and value.ndim == 2]
    small = [value for name, value in trained if not (name.startswith("layers.") and value.ndim == 2)]
    return [{"params": matrices, "lr": RATE}, {"params": small, "lr": SMALL_RATE}]


def _step(
    student: Student, lessons: Sequence[Lesson], rng: np.random.Generator, optimiser: torch.optim.Optimizer
) -> float:
    def padded(name: str, filler: int) -> NDArray[np.int64]:
        rows = [lesson.inputs[name].reshape(-1) for lesson in lessons]
        table = np.full((len(rows), max(map(len, rows))), filler, dtype=np.int64)
        for line, row in zip(table, rows, strict=True):
            line[: len(row)] = row
        return table

    ids, first = padded("ids", PAD), padded("first", -1)
    ids[(rng.random(ids.shape) < _MASKED_SHARE) & (ids != PAD)] = MASK
    is_word = torch.from_numpy(first >= 0)
    inputs = (ids, padded("shapes", 0), padded("kept", -1), first.clip(0))
    states = student(*map(torch.from_numpy, inputs))[is_word]
    loss = _loss(student.labels(states), states, lessons)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(student.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(loss.detach())


def _loss(scores: Tensor, states: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    """The distance of the student's scores and last states from the encoder's."""
    target_scores = torch.from_numpy(np.concatenate([lesson.scores for lesson in lessons]).astype(np.float32))
    target_states = torch.from_numpy(np.concatenate([lesson.states for lesson in lessons]).astype(np.float32))
    log_probabilities = nn.functional.log_softmax(scores / TEMPERATURE, dim=-1)
    target = nn.functional.softmax(target_scores / TEMPERATURE, dim=-1)
    divergence = nn.functional.kl_div(log_probabilities, target, reduction="batchmean") * TEMPERATURE**2
    return divergence + STATES_WEIGHT * nn.functional.mse_loss(states, target_states) / target_states.var()
