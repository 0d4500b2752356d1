"""Refit the NER models (docs/names-model.md).

Usage: python scripts/maintain/refit_names.py PASSAGES MINILM WIKIPEDIA WORK
"""

import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from maintain.names.refit import Sources, refit

if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    passages, minilm, wikipedia, work = map(Path, sys.argv[1:])
    refit(Sources(passages, minilm, wikipedia), work)
