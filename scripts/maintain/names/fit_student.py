"""Teach the student what the fitted encoder says of texts (distillation: Hinton, Vinyals and Dean 2015)."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from maintain.names.disguise import Names, disguised, varied
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
# Peak learning rates: of what begins as the encoder's, of biases, norms and shapes.
RATE, SMALL_RATE = 4e-4, 2e-3
AVERAGING = 0.003
# How often each passage is varied, and the most passages that are joined to one text.
VARIANTS, MOST_JOINED = 3, 8
_MASKED_SHARE = 0.05
# Softens what the encoder says: the second and third guesses are worth learning, too.
TEMPERATURE = 2.0
STATES_WEIGHT = 1.0


@dataclass(frozen=True, eq=False)
class Lesson:
    """A window as the student reads it, and the encoder's scores and last states of its words."""

    inputs: Mapping[str, NDArray[np.int32]]
    scores: NDArray[np.float16]
    states: NDArray[np.float16]


def texts_of(passages: Sequence[Passage], rng: np.random.Generator) -> Iterator[str]:
    """Texts of several passages of one set, varied anew `VARIANTS` times over."""
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
            joined.append(disguised(varied(passage, names, rng).text, rng))
        yield "\n\n".join(joined)


def lessons_of(encoder: Encoder, texts: Sequence[str]) -> Iterator[Lesson]:
    """What `encoder`, whose graph gives the last states beside the scores, says of `texts`."""
    for text in texts:
        (pieces,) = split_words(encoder.tokenizer, [text])
        taught, learnt = pieces.near_capitals(), pieces.near_likely_names()
        for start, end in segments(pieces):
            for window in windows(pieces, start, end):
                yield from _lesson(encoder, pieces, window, taught, learnt)


def _lesson(
    encoder: Encoder, pieces: WordPieces, window: Window, taught: Sequence[bool], learnt: Sequence[bool]
) -> Iterator[Lesson]:
    words = [word for word in range(window.start, window.end) if taught[word]]
    wanted = [i for i, word in enumerate(words) if learnt[word]]
    if not wanted:
        return
    scores, states = encoder.session.run(None, graph_inputs(pieces, window, words))
    inputs = graph_inputs(pieces, window, [words[i] for i in wanted])
    yield Lesson(inputs, scores[0][wanted].astype(np.float16), states[0][wanted].astype(np.float16))


def fit(weights: Mapping[str, NDArray[np.float32]], lessons: Sequence[Lesson]) -> Student:
    """Teach a student of the encoder with these weights; one CPU thread, the same bytes on every run of a machine."""
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
    found: Student = averaged.module
    return found


def _groups(student: Student) -> list[dict[str, object]]:
    learnt = [(name, value) for name, value in student.named_parameters() if value.requires_grad]
    matrices = [value for name, value in learnt if name.startswith("layers.") and value.ndim == 2]
    small = [value for name, value in learnt if not (name.startswith("layers.") and value.ndim == 2)]
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
    there = torch.from_numpy(first >= 0)
    inputs = (ids, padded("shapes", 0), padded("kept", -1), first.clip(0))
    states = student(*map(torch.from_numpy, inputs))[there]
    loss = _loss(student.labels(states), states, lessons)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(student.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(loss.detach())


def _loss(scores: Tensor, states: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    """How far what the student says of each word is from what the encoder says, and so are its last states."""
    told = torch.from_numpy(np.concatenate([lesson.scores for lesson in lessons]).astype(np.float32))
    shown = torch.from_numpy(np.concatenate([lesson.states for lesson in lessons]).astype(np.float32))
    guess = nn.functional.log_softmax(scores / TEMPERATURE, dim=-1)
    truth = nn.functional.softmax(told / TEMPERATURE, dim=-1)
    said = nn.functional.kl_div(guess, truth, reduction="batchmean") * TEMPERATURE**2
    return said + STATES_WEIGHT * nn.functional.mse_loss(states, shown) / shown.var()
