"""What newsrows finds in the articles beside this file, as readable CSV; run it to accept what is found now.

python tests/golden/rows.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import polars as pl

FOLDER = Path(__file__).resolve().parent
KEPT = {
    "people": ["person_id", "name", "honorific", "mentions", "quotes"],
    "organisations": ["organisation_id", "name", "acronym", "kind", "mentions", "quotes"],
    "roles": ["role_id", "person_id", "title", "status", "organisation_id", "text"],
    "quotes": ["quote_id", "kind", "text", "cue", "speaker", "person_id", "organisation_id", "attribution"],
    "statistics": ["statistic_id", "text", "value", "value_max", "bound", "kind", "unit", "concept", "quote_id"],
}


def rows(package: Path) -> dict[str, str]:
    """The columns that are compared, as CSV, in the articles' order."""
    found = {}
    for name, columns in KEPT.items():
        frame = pl.read_parquet(package / "data" / "parquet" / f"{name}.parquet")
        order = [column for column in ("article_id", "start") if column in frame.columns]
        found[name] = (frame.sort(order) if order else frame).select(columns).write_csv()
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parents[1] / "scripts"))
    from newsrows.cli import main

    with tempfile.TemporaryDirectory() as folder:
        main(["build", str(FOLDER / "articles"), "--out", folder])
        for table, csv in rows(Path(folder)).items():
            (FOLDER / f"{table}.csv").write_text(csv, "utf-8")
