"""Two versions of a table, which differ in 3% of their rows, compared by `newsrows diff data` and by DuckDB."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

_TYPES = {
    "id": "integer",
    "code": "string",
    "name": "string",
    "amount": "number",
    "count": "integer",
    "day": "date",
    "flag": "boolean",
    "note": "string",
}


def write_versions(folder: Path, rows: int) -> None:
    """Write folder/KIND/old and folder/KIND/new, packages with one table t, for the kinds csv and parquet.

    The new version has its rows in another order: 1% are new, 1% are missing and 1% have another amount.
    """
    import numpy as np  # noqa: PLC0415
    import polars as pl  # noqa: PLC0415

    random = np.random.default_rng(1)
    old = pl.DataFrame(
        {
            "id": np.arange(rows),
            "code": pl.Series(random.integers(0, 10**9, rows)).cast(pl.String).str.zfill(10),
            "name": pl.Series(random.integers(0, 10**6, rows)).cast(pl.String) + " boats of the harbour",
            "amount": (random.random(rows) * 10_000).round(2),
            "count": random.integers(0, 100_000, rows),
            "day": pl.Series(random.integers(10_000, 20_000, rows)).cast(pl.Int32).cast(pl.Date),
            "flag": random.random(rows) < 0.5,
            "note": pl.Series(random.integers(0, 50, rows)).cast(pl.String).replace("7", None),
        }
    )
    kept = old.filter(pl.Series(random.random(rows) > 0.01))
    is_changed = pl.Series(random.random(kept.height) < 0.01)
    changed = kept.with_columns(amount=pl.when(is_changed).then(pl.col("amount") + 1).otherwise("amount"))
    added = old.head(rows // 100).with_columns(pl.col("id") + rows)
    new = pl.concat([changed, added]).sample(fraction=1, shuffle=True, seed=3)
    schema = {"fields": [{"name": name, "type": kind} for name, kind in _TYPES.items()], "primaryKey": ["id"]}
    for side, frame in (("old", old), ("new", new)):
        for kind, write in (("csv", frame.write_csv), ("parquet", frame.write_parquet)):
            version = folder / kind / side
            version.mkdir(parents=True)
            write(version / f"t.{kind}")
            resource = {"name": "t", "path": f"t.{kind}", "schema": schema}
            descriptor = {"name": "p", "version": "1.0.0", "resources": [resource]}
            (version / "datapackage.json").write_text(json.dumps(descriptor))


def diff_by_newsrows(folder: str, kind: str) -> dict[str, Any]:
    """Compare both versions by newsrows.

    Returns:
        seconds of processor time of the whole process, and the numbers of added, removed and changed rows.
    """
    import newsrows as nr  # noqa: PLC0415

    diff = nr.diff_data(Path(folder) / kind / "old", Path(folder) / kind / "new")
    table = next(iter(diff.tables))
    return {"seconds": time.process_time(), "added": table.added, "removed": table.removed, "changed": table.changed}


def diff_by_duckdb(folder: str, kind: str) -> dict[str, Any]:
    """The same by a full outer join in DuckDB, which counts the cells that differ in each column."""
    import duckdb  # noqa: PLC0415

    old, new = (f"'{Path(folder) / kind / side / 't'}.{kind}'" for side in ("old", "new"))
    differ = [f"o.{name} is distinct from n.{name}" for name in _TYPES if name != "id"]
    in_both = "o.id is not null and n.id is not null"
    counted = [
        "o.id is null",
        "n.id is null",
        *(f"{in_both} and ({cells})" for cells in (" or ".join(differ), *differ)),
    ]
    counts = ", ".join(f"count(*) filter (where {condition})" for condition in counted)
    query = f"select {counts} from {old} o full outer join {new} n on o.id = n.id"  # noqa: S608 - our own names
    added, removed, changed, *_ = duckdb.execute(query).fetchall()[0]
    return {"seconds": time.process_time(), "added": added, "removed": removed, "changed": changed}
