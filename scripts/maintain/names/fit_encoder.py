"""Fits the encoder."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from maintain.names.examples import Batch, Data
from maintain.names.network import Network, load_pretrained
from newsrows.extraction.encoder.word_pieces import load_tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from maintain.names.passages import Passage

_log = logging.getLogger(__name__)
PIECES_A_BATCH, SEED = 1300, 20
# Peak learning rates of the pretrained top layer and of new parameters. The rate of each lower layer is lower.
TRUNK_RATE, NEW_RATE, LAYER_DECAY = 2.5e-4, 2e-3, 0.9
OTHERS_WEIGHT = 0.2
# Weight of the newest parameters in the running mean, which becomes the result (Polyak and Juditsky 1992).
AVERAGING = 0.005
# The largest data set is also the least similar to news: an epoch uses half of it.
REDOCRED_SHARE = 0.5


@dataclass(frozen=True)
class Stage:
    """Some epochs with one optimiser.

    Attributes:
        epochs: how many.
        rate: share of the peak learning rate, as a function of the share of the stage that is done.
        like_news: whether passages are varied, and words far from any capital are dropped after the lower layers, as
            they are when the encoder is used.
    """

    epochs: int
    rate: Callable[[float], float]
    like_news: bool


STAGES = (
    Stage(epochs=3, rate=lambda done: min(done / 0.2, (2 - done) / 1.8) + 0.01, like_news=False),
    Stage(epochs=4, rate=lambda done: 0.6 * min(done / 0.05, (1 - done) / 0.95) + 0.01, like_news=True),
)


def fit(
    passages: Sequence[Passage], others: Mapping[str, list[tuple[int, int, str]]], pretrained: Path, work: Path
) -> Network:
    """Fit on `passages`, starting from the folder `pretrained` (model.safetensors, tokenizer.json). One CPU thread.

    The averaged weights of each stage are saved in the folder `work`. A stage whose file exists is not repeated.
    """
    other_kinds = sorted({kind for spans in others.values() for _, _, kind in spans})
    tokenizer = load_tokenizer(pretrained / "tokenizer.json")
    torch.manual_seed(SEED)  # for the initial values of new parameters
    network = Network(tokenizer.get_vocab_size(), len(other_kinds) + 1)
    load_pretrained(network, pretrained / "model.safetensors")
    data = Data(passages, others, other_kinds, tokenizer)
    for number, stage in enumerate(STAGES):
        saved = work / f"stage{number}.pt"
        if not saved.is_file():
            torch.manual_seed(SEED + number)
            _run(network, stage, data, np.random.default_rng(SEED + number), saved)
        network.load_state_dict(torch.load(saved))
    return network


def _run(network: Network, stage: Stage, data: Data, rng: np.random.Generator, save: Path) -> None:
    """Fit one stage, and write the averaged weights to the file `save`."""
    mean = get_ema_multi_avg_fn(1 - AVERAGING)  # type: ignore[no-untyped-call]
    averaged = AveragedModel(network, multi_avg_fn=mean)
    optimiser = torch.optim.AdamW(_groups(network), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    for number in range(stage.epochs):
        batches = data.epoch(rng, PIECES_A_BATCH, redocred_share=REDOCRED_SHARE, like_news=stage.like_news)
        began, total = time.monotonic(), 0.0
        for i, batch in enumerate(batches):
            share = stage.rate((number + i / len(batches)) / stage.epochs)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * share
            total += _step(network, batch, optimiser)
            averaged.update_parameters(network)
            if i % 50 == 49:
                _log.info(
                    "epoch %d, %d of %d: %.4f, %.0f s",
                    number,
                    i + 1,
                    len(batches),
                    total / 50,
                    time.monotonic() - began,
                )
                total = 0.0
        torch.save(averaged.module.state_dict(), save.with_suffix(f".epoch{number}"))
    torch.save(averaged.module.state_dict(), save)


def _groups(network: Network) -> list[dict[str, object]]:
    depth = len(network.layers)
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": TRUNK_RATE * LAYER_DECAY ** (depth - 1 - i)}
        for i, layer in enumerate(network.layers)
    ]
    bottom = [*network.words.parameters(), *network.places.parameters(), *network.norm.parameters()]
    new = [network.shapes, network.sources, network.labels, network.others]
    return [
        *groups,
        {"params": bottom, "lr": TRUNK_RATE * LAYER_DECAY**depth},
        {"params": [p for part in new for p in part.parameters()] + [network.transitions], "lr": NEW_RATE},
    ]


def _step(network: Network, batch: Batch, optimiser: torch.optim.Optimizer) -> float:
    network.train()
    states = network(batch.ids, batch.shapes, batch.sources, batch.kept)
    by_word = states.gather(1, batch.first[:, :, None].expand(-1, -1, states.shape[2]))
    loss = network.loss(by_word, batch.gold)
    other = nn.functional.cross_entropy(network.others(by_word).flatten(0, 1), batch.others.flatten(), ignore_index=-1)
    (loss + OTHERS_WEIGHT * other).backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(loss.detach())
