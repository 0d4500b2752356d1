"""Keep a released version's schemas for later comparisons: schemas/released/<version>/datapackage.json."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsrows.datapackage import PackageError
from newsrows.diff.release import keep_release

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "datapackage.json"
    try:
        written = keep_release(package, ROOT / "schemas" / "released")
    except PackageError as error:
        sys.exit(f"release_schemas: {error}")
    sys.stdout.write(f"{written}\n")
