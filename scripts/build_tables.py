"""Build the package's tables from articles: `newsrows build`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # a plain clone, where newsrows is not installed

from newsrows.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
