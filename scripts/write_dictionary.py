"""Write the data dictionary of schemas/ into README.md; with --check, only say whether it is up to date."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsrows.schema import load_tables
from newsrows.schema.dictionary import with_dictionary

README = Path(__file__).resolve().parent.parent / "README.md"

if __name__ == "__main__":
    old = README.read_text("utf-8")
    new = with_dictionary(old, load_tables().values())
    if "--check" in sys.argv[1:] and new != old:
        sys.exit("README.md: the data dictionary is not that of schemas/; next: python scripts/write_dictionary.py")
    README.write_text(new, "utf-8")
