"""Where the clone is that the tests run in."""

from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
