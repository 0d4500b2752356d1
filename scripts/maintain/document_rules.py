"""Write the rules of the schema gate into docs/schema-changes.md; with --check, only say whether it is up to date."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsrows.diff.rules.documentation import with_rules

PAGE = Path(__file__).resolve().parent.parent / "docs" / "schema-changes.md"

if __name__ == "__main__":
    old = PAGE.read_text("utf-8")
    new = with_rules(old)
    if "--check" in sys.argv[1:] and new != old:
        sys.exit(
            "docs/schema-changes.md: the rules are not those of newsrows.diff; next: python scripts/document_rules.py"
        )
    PAGE.write_text(new, "utf-8")
