"""Fits the ranker to examples and writes its weights."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from maintain.coreference.examples import Example, examples
from newsrows.resolution.coreference.pronoun_features import FEATURES, NONE_FEATURES
from newsrows.resolution.coreference.ranker import WEIGHTS, WEIGHTS_FOLDER, Ranker
from newsrows.weights import write_checksums

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from maintain.coreference.passages import Passage
    from newsrows.records import Findings

_log = logging.getLogger(__name__)
UNITS, NONE_UNITS, DROPOUT = 32, 12, 0.25
# Networks with other initial values; the ranker is their mean.
NETWORKS = 4
ROUNDS, EPOCHS, BATCH = 2, 25, 64
RATE, DECAY = 3e-3, 1e-3
NEVER = -1e4


class Network(nn.Module):
    """The ranker in PyTorch."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(len(FEATURES), UNITS)
        self.output = nn.Linear(UNITS, 1, bias=False)
        self.linear = nn.Linear(len(FEATURES), 1, bias=False)
        self.none_hidden = nn.Linear(len(NONE_FEATURES), NONE_UNITS)
        self.none_output = nn.Linear(NONE_UNITS, 1)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, candidates: Tensor, none: Tensor, is_candidate: Tensor) -> Tensor:
        """Scores (examples, candidates + 1) from features (examples, candidates, features)."""
        units = self.dropout(torch.relu(self.hidden(self.dropout(candidates))))
        scores = (self.output(units) + self.linear(candidates)).squeeze(-1).masked_fill(~is_candidate, NEVER)
        return torch.cat([scores, self.none_output(torch.relu(self.none_hidden(none)))], dim=1)


def fit(found: Sequence[tuple[Passage, Findings]], folder: Path = WEIGHTS_FOLDER) -> Ranker:
    """Fit the ranker and write it to `folder`.

    In the first round, the pronouns before an example are not resolved; in the second, the first ranker resolves them.
    """
    ranker = None
    for _ in range(ROUNDS):
        ranker = as_ranker(fit_networks(examples(found, ranker)))
    assert ranker is not None  # noqa: S101 - there is a round
    write(ranker, folder)
    return ranker


def fit_networks(made: Sequence[Example], networks: int = NETWORKS, epochs: int = EPOCHS) -> list[Network]:
    """Networks that give the right candidates a high share (softmax) of all candidates and 'none'.

    The loss of an example is the negative logarithm of the sum of its right candidates' shares.
    """
    used = [example for example in made if example.right.any() and len(example.candidates)]
    return [_fit_one(_tensors(used), seed, epochs) for seed in range(networks)]


def _fit_one(tensors: tuple[Tensor, Tensor, Tensor, Tensor], seed: int, epochs: int) -> Network:
    candidates, none, is_candidate, right = tensors
    torch.manual_seed(seed)
    network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * -(-len(right) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(epochs):
        for batch in torch.randperm(len(right)).split(BATCH):
            shares = torch.log_softmax(network(candidates[batch], none[batch], is_candidate[batch]), dim=1)
            likelihood = torch.logsumexp(shares.masked_fill(~right[batch], NEVER), dim=1)
            loss = -likelihood.mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    _log.info("network %d: %.4f", seed, float(loss.detach()))
    return network.eval()


def _tensors(made: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    most = max(len(example.candidates) for example in made)
    candidates = torch.zeros(len(made), most, len(FEATURES))
    is_candidate = torch.zeros(len(made), most, dtype=torch.bool)
    right = torch.zeros(len(made), most + 1, dtype=torch.bool)
    for row, example in enumerate(made):
        count = len(example.candidates)
        candidates[row, :count] = torch.from_numpy(example.candidates)
        is_candidate[row, :count] = True
        right[row, :count] = torch.from_numpy(example.right[:-1])
        right[row, most] = bool(example.right[-1])
    none = torch.from_numpy(np.stack([example.none for example in made]))
    return candidates, none, is_candidate, right


def as_ranker(networks: Sequence[Network]) -> Ranker:
    """The mean of several networks as one with all their units."""
    share = 1 / len(networks)

    def units(name: str, part: str) -> list[np.ndarray]:
        return [getattr(getattr(network, name), part).detach().numpy() for network in networks]

    return Ranker(
        features=FEATURES,
        none_features=NONE_FEATURES,
        hidden=np.concatenate(units("hidden", "weight")).T.copy(),
        hidden_bias=np.concatenate(units("hidden", "bias")),
        output=np.concatenate([weight[0] * share for weight in units("output", "weight")]),
        linear=np.mean([weight[0] for weight in units("linear", "weight")], axis=0),
        none_hidden=np.concatenate(units("none_hidden", "weight")).T.copy(),
        none_bias=np.concatenate(units("none_hidden", "bias")),
        none_output=np.concatenate(
            [
                *(weight[0] * share for weight in units("none_output", "weight")),
                np.mean(units("none_output", "bias"), axis=0),
            ]
        ),
    )


def write(ranker: Ranker, folder: Path = WEIGHTS_FOLDER) -> None:
    """Write the weights and their checksum to `folder`."""
    folder.mkdir(exist_ok=True)
    arrays: dict[str, Any] = {name: np.array(value) for name, value in vars(ranker).items()}
    np.savez(folder / WEIGHTS, **arrays)
    write_checksums(folder)
