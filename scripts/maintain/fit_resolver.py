"""Fit the rankers of pronouns: fit_resolver.py GAP_DEVELOPMENT_TSV GUM_JSONL MINILM.

GAP_DEVELOPMENT_TSV is gap-development.tsv of GAP. GUM_JSONL has one document of GUM per line: `doc_id`, `text` and
`mentions` (start, end, type, entity, kind) of the people who are named in it. MINILM is model.safetensors of
all-MiniLM-L6-v2 (docs/names-model.md).
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import torch

_SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_SCRIPTS))  # a plain clone, where newsrows is not installed

from maintain.coreference.examples import read_passages
from maintain.coreference.fit import fit
from maintain.coreference.fit_states import fit_states
from maintain.coreference.passages import read_gap, read_gum, read_stories
from maintain.coreference.state_examples import texts
from maintain.coreference.state_graph import write_states
from newsrows.extraction.encoder.encoder import WEIGHTS_FOLDER as ENCODER_FOLDER
from newsrows.extraction.models import load_models
from newsrows.resolution.coreference.ranker import WEIGHTS_FOLDER


def main(arguments: list[str] | None = None) -> None:
    """Fit and write the weights of the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gap", type=Path)
    parser.add_argument("gum", type=Path)
    parser.add_argument("minilm", type=Path)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)  # sums in another order give other weights
    passages = [*read_gap(options.gap), *read_gum(options.gum), *read_stories()]
    models = load_models()
    found = list(read_passages(passages, models))
    network = fit_states(list(texts(found, models.encoder, fit(found))), options.minilm)
    write_states(network, ENCODER_FOLDER, WEIGHTS_FOLDER)


if __name__ == "__main__":
    main()
