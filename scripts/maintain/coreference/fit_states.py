"""Fits the encoder of references to examples."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from maintain.coreference.state_network import NEVER, StateNetwork, start_from
from maintain.names.network import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from maintain.coreference.state_examples import Pronoun, Text

_log = logging.getLogger(__name__)
SEED, EPOCHS = 0, 4
# Pieces in a batch, padding included, and texts that are sorted by length together.
PIECES, SORTED = 3200, 400
RATE, HEAD_RATE, DECAY, WARM_UP, CLIP = 2e-4, 2e-3, 0.01, 0.1, 1.0


class Batch(NamedTuple):
    """Texts as tensors: the first five are the arguments of `StateNetwork.read`, the others those of `revise`.

    `pronouns` (examples) and `antecedents` (examples, candidates, 2) are numbers of kept pieces in the batch; -1 stands
    for candidates that were not read. `right` (examples, candidates + 1) tells which are right.
    """

    states: Tensor
    marks: Tensor
    kept: Tensor
    is_piece: Tensor
    is_kept: Tensor
    pronouns: Tensor
    antecedents: Tensor
    scores: Tensor
    none: Tensor
    right: Tensor


def fit_states(texts: Sequence[Text], minilm: Path) -> StateNetwork:
    """Fit a network that starts from MiniLM's layers. The loss is that of the first ranker (`fit_networks`)."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - the order of texts
    network = StateNetwork()
    start_from(network, minilm)
    layers = {id(parameter) for parameter in network.layers.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in layers]
    optimiser = torch.optim.AdamW(
        [{"params": network.layers.parameters(), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=DECAY,
        betas=(0.9, 0.98),
    )
    steps = EPOCHS * (len(list(_in_batches(texts, random.Random(SEED)))) + 1)  # noqa: S311 - as above
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE, HEAD_RATE], total_steps=steps, pct_start=WARM_UP, anneal_strategy="linear"
    )
    network.train()
    for epoch in range(EPOCHS):
        losses = []
        for some in _in_batches(texts, chance):
            batch = tensors(some)
            shares = torch.log_softmax(revised(network, batch), dim=1)
            loss = -torch.logsumexp(shares.masked_fill(~batch.right, NEVER), dim=1).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        _log.info("epoch %d: %.4f", epoch, np.mean(losses))
    return network.eval()


def revised(network: StateNetwork, batch: Batch) -> Tensor:
    """The scores of a batch's candidates and 'none' (examples, candidates + 1)."""
    read = network.read(batch.states, batch.marks, batch.kept, batch.is_piece, batch.is_kept).reshape(-1, WIDTH)
    ends = read[batch.antecedents.clamp(min=0)].flatten(start_dim=2)
    is_known = batch.antecedents[..., 0] >= 0
    return network.revise(batch.scores, read[batch.pronouns], ends, is_known, batch.none)


def _in_batches(texts: Sequence[Text], chance: random.Random) -> Iterator[list[Text]]:
    order = chance.sample(list(texts), len(texts))
    batches: list[list[Text]] = []
    for start in range(0, len(order), SORTED):
        windows = 0
        for text in sorted(order[start : start + SORTED], key=lambda one: one.size):
            windows += len(text.states)
            if windows == len(text.states) or windows * text.size > PIECES:
                batches.append([])
                windows = len(text.states)
            batches[-1].append(text)
    yield from chance.sample(batches, len(batches))


def tensors(texts: Sequence[Text]) -> Batch:
    """One batch of all these texts."""
    windows = [pair for text in texts for pair in zip(text.states, text.where, strict=True)]
    pieces, most = max(len(states) for states, _ in windows), max(len(where.kept) for _, where in windows)
    states = torch.zeros(len(windows), pieces, WIDTH)
    marks, is_piece = (torch.zeros(len(windows), pieces, dtype=kind) for kind in (torch.long, torch.bool))
    kept, is_kept = (torch.zeros(len(windows), most, dtype=kind) for kind in (torch.long, torch.bool))
    for row, (inner, where) in enumerate(windows):
        states[row, : len(inner)] = torch.from_numpy(inner).float()
        marks[row, : len(inner)] = torch.tensor(where.marks)
        is_piece[row, : len(inner)] = True
        kept[row, : len(where.kept)] = torch.tensor(where.kept)
        is_kept[row, : len(where.kept)] = True
    return Batch(states, marks, kept, is_piece, is_kept, *_pronouns(texts, most))


def _pronouns(texts: Sequence[Text], most: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    rows: list[tuple[Pronoun, int, list[tuple[int, ...]]]] = []
    window = 0
    for text in texts:
        at = {
            k: ((window + n) * most + first, (window + n) * most + last) for k, (n, first, last) in text.ends().items()
        }
        rows.extend(
            (one, at[one.example.pronoun][0], [at.get(k, (-1, -1)) for k in one.example.mentions])
            for one in text.pronouns
        )
        window += len(text.states)
    width = max(len(mentions) for _, _, mentions in rows)
    antecedents = torch.full((len(rows), width, 2), -1)
    scores = torch.full((len(rows), width + 1), NEVER)
    right = torch.zeros(len(rows), width + 1, dtype=torch.bool)
    for row, (one, _, mentions) in enumerate(rows):
        antecedents[row, : len(mentions)] = torch.tensor(mentions)
        for table, values in ((scores, one.scores), (right, one.example.right)):
            table[row, : len(mentions)] = torch.from_numpy(values[:-1])
            table[row, -1] = values[-1].item()
    none = torch.from_numpy(np.stack([one.example.none for one, _, _ in rows]))
    return torch.tensor([pronoun for _, pronoun, _ in rows]), antecedents, scores, none, right
