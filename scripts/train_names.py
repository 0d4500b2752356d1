"""Refit the models of names (docs/names-model.md): `python scripts/train_names.py PASSAGES MINILM WORK`."""

import logging
import sys
from pathlib import Path

from training.refit import refit

if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    refit(passages=Path(sys.argv[1]), minilm=Path(sys.argv[2]), work=Path(sys.argv[3]))
