"""Try newsrows with hostile input, and write the outcome to docs/hardening.md: `make campaign`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from hardening.campaign import AREAS, MAX_EXPONENT, as_page, run_area
from hardening.texts import PATTERNS, growth

_TOP = Path(__file__).resolve().parent.parent
_MARK = "<!-- outcome: made by make campaign -->"


def main() -> int:
    """Run the campaign; 1 if a trial failed or a pattern takes more than linear time."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--seconds", type=float, default=1400, help="processor time (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed of each area (default: %(default)s)")
    parser.add_argument("--characters", type=int, default=8_000, help="length of the patterns (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=_TOP / "docs" / "hardening.md", help="default: %(default)s")
    options = parser.parse_args()
    outcomes = [run_area(area, options.seconds / len(AREAS), options.seed) for area in AREAS]
    exponents = {name: growth(pattern, options.characters) for name, pattern in PATTERNS.items()}
    lines = "\n".join(as_page(outcomes, exponents))
    before = options.out.read_text("utf-8").partition(_MARK)[0]
    options.out.write_text(f"{before}{_MARK}\n\n{lines}\n", "utf-8", newline="\n")
    sys.stdout.write(f"{lines}\n")
    failed = any(one.failed for one in outcomes) or any(value >= MAX_EXPONENT for value in exponents.values())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
