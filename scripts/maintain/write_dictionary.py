"""Write docs/dictionary.md and docs/diagram.svg from schemas/ and data/.

With --check, only say whether they are up to date.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.diagram import diagram
from newsrows.schema.reference import reference

TOP = Path(__file__).resolve().parent.parent


def documents() -> dict[Path, str]:
    """Each document and the text that it should have."""
    tables = load_tables()
    frames = {name: pl.read_parquet(TOP / "data" / "parquet" / f"{name}.parquet") for name in tables}
    return {
        TOP / "docs" / "dictionary.md": reference(tables, frames),
        TOP / "docs" / "diagram.svg": diagram(tables),
    }


if __name__ == "__main__":
    for path, text in documents().items():
        is_current = path.exists() and path.read_text("utf-8") == text
        if "--check" in sys.argv[1:] and not is_current:
            sys.exit(
                f"{path.name}: found a text that differs from schemas/ and data/, expected the same; "
                "next: python scripts/write_dictionary.py"
            )
        if not is_current:
            path.write_text(text, "utf-8", newline="\n")
