"""`python -m newsrows.cli`."""

import sys

from newsrows.cli import main

if __name__ == "__main__":
    sys.exit(main())
