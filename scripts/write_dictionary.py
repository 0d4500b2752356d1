"""Write what schemas/ and data/ say: the dictionary in README.md, docs/dictionary.md and docs/diagram.svg.

With --check, only say whether they are up to date.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.diagram import diagram
from newsrows.schema.dictionary import with_dictionary
from newsrows.schema.reference import reference

TOP = Path(__file__).resolve().parent.parent


def documents() -> dict[Path, str]:
    """Each document with the text that it should have."""
    tables = load_tables()
    frames = {name: pl.read_parquet(TOP / "data" / "parquet" / f"{name}.parquet") for name in tables}
    readme = TOP / "README.md"
    return {
        readme: with_dictionary(readme.read_text("utf-8"), tables.values()),
        TOP / "docs" / "dictionary.md": reference(tables, frames),
        TOP / "docs" / "diagram.svg": diagram(tables),
    }


if __name__ == "__main__":
    for path, text in documents().items():
        current = path.exists() and path.read_text("utf-8") == text
        if "--check" in sys.argv[1:] and not current:
            sys.exit(f"{path.name}: it is not what schemas/ and data/ say; next: python scripts/write_dictionary.py")
        if not current:
            path.write_text(text, "utf-8", newline="\n")
