"""Measure speed, memory and size, and write the results to docs/benchmarks.md: `make bench`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from benchmarks.articles import default_texts
from benchmarks.measures import Sizes, measure
from benchmarks.page import as_page

_TOP = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument(
        "--articles", type=int, default=1000, help="number of articles of a timed build (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds; medians are shown (default: %(default)s)")
    parser.add_argument(
        "--quotes", type=int, default=1_000_000, help="number of quotes to validate (default: %(default)s)"
    )
    parser.add_argument(
        "--names", type=int, default=1_000_000, help="number of names to resolve (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, default=_TOP / "docs" / "benchmarks.md", help="default: %(default)s")
    options = parser.parse_args()
    sizes = Sizes(options.articles, options.rounds, options.quotes, options.names)
    page = as_page(measure(default_texts(), sizes), sizes)
    options.out.write_text(page, "utf-8", newline="\n")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
