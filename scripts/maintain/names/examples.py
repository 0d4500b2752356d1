"""Training examples: passages joined to longer texts, varied, split into word pieces and labelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from maintain.names.disguise import Names, in_other_case, vary
from maintain.names.network import ANY_SOURCE
from maintain.names.passages import SOURCES, Passage
from newsrows.extraction.encoder.decode import KINDS, LABELS
from newsrows.extraction.encoder.word_pieces import CLS, MASK, PAD, SEP, WordPieces, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tokenizers import Tokenizer

_LABEL_ID = {label: i for i, label in enumerate(LABELS)}
LONGEST = 254
_MASKED_SHARE, _ANY_SHARE = 0.08, 0.15


@dataclass(frozen=True, eq=False)
class Example:
    """One row: word pieces with [CLS] and [SEP], and for each word its first piece and its labels.

    Attributes:
        ids: numbers of the pieces in the vocabulary.
        shapes: number of the shape of each piece's word.
        kept: 1 for pieces that the upper layers read, else 0.
        source: number of the data set, or `ANY_SOURCE`.
        first: index of each word's first piece.
        gold: number of each word's label.
        others: number of each word's kind by the spaCy pipeline: 0 for none, -1 if it is not known.
    """

    ids: list[int]
    shapes: list[int]
    kept: list[int]
    source: int
    first: list[int]
    gold: list[int]
    others: list[int]


@dataclass(frozen=True, eq=False)
class Batch:
    """Examples of similar length as tensors (rows, pieces) and (rows, words). Gold is -1 after the end of a row."""

    ids: Tensor
    shapes: Tensor
    kept: Tensor
    sources: Tensor
    first: Tensor
    gold: Tensor
    others: Tensor


@dataclass(frozen=True, eq=False)
class Data:
    """The passages, and the entities that the spaCy pipeline finds in their texts.

    `others` maps a text to its entities as (start, end, kind); `other_kinds` lists all kinds.
    """

    passages: Sequence[Passage]
    others: Mapping[str, list[tuple[int, int, str]]]
    other_kinds: Sequence[str]
    tokenizer: Tokenizer

    def epoch(
        self, rng: np.random.Generator, pieces_a_batch: int, *, redocred_share: float, like_news: bool
    ) -> list[Batch]:
        """The batches of one epoch in random order. Passages are joined and varied differently on each call."""
        passages = [p for p in self.passages if p.source != "redocred" or rng.random() < redocred_share]
        if like_news:
            names = Names.of(self.passages)
            passages = [vary(passage, names, rng) for passage in passages]
        pieces = split_words(self.tokenizer, [in_other_case(passage.text, rng) for passage in passages])
        rows = [self._row(run, rng, like_news=like_news) for run in _runs(passages, pieces, rng)]
        rows.sort(key=lambda row: len(row.ids))
        batches = [_stack(group) for group in _groups(rows, pieces_a_batch)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def _row(self, run: Sequence[tuple[Passage, WordPieces]], rng: np.random.Generator, *, like_news: bool) -> Example:
        kind_id = {kind: i + 1 for i, kind in enumerate(self.other_kinds)}
        row = Example([CLS], [0], [1], _source(run[0][0], rng), [], [], [])
        for passage, pieces in run:
            known = self.others.get(passage.text)
            numbered = None if known is None else [(a, b, kind_id[kind]) for a, b, kind in known]
            _append(row, pieces, passage, numbered)
        row.ids.append(SEP)
        row.shapes.append(0)
        row.kept.append(0)
        if not like_news:
            row.kept[:] = [1] * len(row.kept)
        _mask_words(row, rng)
        return row


def _source(passage: Passage, rng: np.random.Generator) -> int:
    return ANY_SOURCE if rng.random() < _ANY_SHARE else SOURCES.index(passage.source)


def _runs(
    passages: Sequence[Passage], pieces: Sequence[WordPieces], rng: np.random.Generator
) -> Iterator[list[tuple[Passage, WordPieces]]]:
    """Neighbouring passages of one data set, up to `LONGEST` pieces: a surname then often follows the full name."""
    run: list[tuple[Passage, WordPieces]] = []
    size = 0
    target = 0
    for passage, passage_pieces in zip(passages, pieces, strict=True):
        if not len(passage_pieces):
            continue
        if run and (size + len(passage_pieces.ids) > target or run[0][0].source != passage.source):
            yield run
            run, size = [], 0
        if not run:
            target = int(rng.integers(60, LONGEST))
        run.append((passage, passage_pieces))
        size += len(passage_pieces.ids)
    if run:
        yield run


def _append(row: Example, pieces: WordPieces, passage: Passage, others: Sequence[tuple[int, int, int]] | None) -> None:
    room = LONGEST + 1 - len(row.ids)
    words = [i for i, first in enumerate(pieces.first) if first < room]
    if len(words) < len(pieces):
        words = words[:-1]  # some pieces of the last word may not fit
    if not words:
        return
    used = pieces.first[words[-1] + 1] if words[-1] + 1 < len(pieces) else len(pieces.ids)
    offset = len(row.ids)
    row.ids.extend(pieces.ids[:used])
    row.shapes.extend(pieces.shapes[:used])
    near = pieces.near_capitals()
    row.kept.extend(int(near[i]) for i in words for _ in range(pieces.size(i, i + 1)))
    row.first.extend(offset + pieces.first[i] for i in words)
    gold, other = [0] * len(pieces), [-1 if others is None else 0] * len(pieces)
    for start, end, kind in passage.spans:
        if kind in KINDS:
            _label(gold, pieces, start, end, kind)
    for start, end, number in others or ():
        for i in _inside(pieces, start, end):
            other[i] = number
    row.gold.extend(gold[i] for i in words)
    row.others.extend(other[i] for i in words)


def _inside(pieces: WordPieces, start: int, end: int) -> list[int]:
    return [i for i in range(len(pieces)) if pieces.starts[i] < end and pieces.ends[i] > start]


def _label(gold: list[int], pieces: WordPieces, start: int, end: int, kind: str) -> None:
    inside = _inside(pieces, start, end)
    for i in inside:
        place = "I"
        if len(inside) == 1:
            place = "U"
        elif i == inside[0]:
            place = "B"
        elif i == inside[-1]:
            place = "L"
        gold[i] = _LABEL_ID[f"{place}-{kind}"]


def _mask_words(row: Example, rng: np.random.Generator) -> None:
    """Replace some words by [MASK], so that the network also learns to use the words around a name."""
    edges = [*row.first, len(row.ids) - 1]
    for i in np.flatnonzero(rng.random(len(row.first)) < _MASKED_SHARE):
        for piece in range(edges[i], edges[i + 1]):
            row.ids[piece] = MASK


def _groups(rows: Sequence[Example], pieces_a_batch: int) -> Iterator[list[Example]]:
    group: list[Example] = []
    for row in rows:
        if group and len(row.ids) * (len(group) + 1) > pieces_a_batch:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _stack(rows: Sequence[Example]) -> Batch:
    def padded(lists: Sequence[list[int]], filler: int) -> Tensor:
        width = max(map(len, lists))
        return torch.tensor([[*values, *[filler] * (width - len(values))] for values in lists])

    return Batch(
        ids=padded([row.ids for row in rows], PAD),
        shapes=padded([row.shapes for row in rows], 0),
        kept=padded([row.kept for row in rows], 0).bool(),
        sources=torch.tensor([row.source for row in rows]),
        first=padded([row.first for row in rows], 0),
        gold=padded([row.gold for row in rows], -1),
        others=padded([row.others for row in rows], -1),
    )
