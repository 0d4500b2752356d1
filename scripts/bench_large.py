"""Measure what takes an hour, and write what was found into docs/benchmarks-large.md: `make bench-large`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from benchmarks.articles import default_texts
from benchmarks.large import Large, measure_large
from benchmarks.page import as_large_page

_TOP = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--many", type=int, default=100_000, help="articles of a large build (default: %(default)s)")
    parser.add_argument("--again", type=int, default=10_000, help="articles to build twice (default: %(default)s)")
    parser.add_argument("--names", type=int, default=10_000_000, help="names to resolve (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=_TOP / "docs" / "benchmarks-large.md", help="default: %(default)s")
    options = parser.parse_args()
    sizes = Large(options.many, options.again, options.names, options.workers)
    found = []
    for measure in measure_large(default_texts(), sizes):
        found.append(measure)  # an hour is long: what is known is written at once
        options.out.write_text(as_large_page(found), "utf-8", newline="\n")
    sys.stdout.write(as_large_page(found))


if __name__ == "__main__":
    main()
