"""Run the measures that take an hour, and write the results to docs/benchmarks-large.md: `make bench-large`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from benchmarks.articles import default_texts
from benchmarks.large import Large, measure_large
from benchmarks.page import as_large_page

_TOP = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument(
        "--many", type=int, default=100_000, help="number of articles of a large build (default: %(default)s)"
    )
    parser.add_argument(
        "--again", type=int, default=10_000, help="number of articles to build twice (default: %(default)s)"
    )
    parser.add_argument(
        "--names", type=int, default=10_000_000, help="number of names to resolve (default: %(default)s)"
    )
    parser.add_argument("--workers", type=int, default=2, help="number of worker processes (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=_TOP / "docs" / "benchmarks-large.md", help="default: %(default)s")
    options = parser.parse_args()
    sizes = Large(options.many, options.again, options.names, options.workers)
    measures = []
    for measure in measure_large(default_texts(), sizes):
        measures.append(measure)  # written at once, because all measures take an hour
        options.out.write_text(as_large_page(measures), "utf-8", newline="\n")
    sys.stdout.write(as_large_page(measures))


if __name__ == "__main__":
    main()
