"""Write a package's tables anew, elsewhere or in other formats: `newsrows export`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # a plain clone, where newsrows is not installed

from newsrows.cli import main

if __name__ == "__main__":
    sys.exit(main(["export", *sys.argv[1:]]))
