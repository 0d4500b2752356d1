#!/usr/bin/env python3
"""Judge schema changes: `newsrows diff schema`. Needs Python 3.11 and git, and nothing installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsrows.cli import main

if __name__ == "__main__":
    sys.exit(main(["diff", "schema", *sys.argv[1:]]))
