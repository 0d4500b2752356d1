"""The jobs that are timed: functions that return JSON objects, each run in a process of its own.

`benchmarks.processes.run` starts `python -m benchmarks.jobs JOB OPTIONS`, with the options as a JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.articles import distinct_names, words_in
from benchmarks.processes import peak_memory

if TYPE_CHECKING:
    from newsrows.extraction.options import NerModel

# The number of articles on which the parts of a build are timed.
_SAMPLE = 100
_BATCH = 20


def stock(articles: str) -> dict[str, Any]:
    """Time stock spaCy, spacy.load(...).pipe(texts); its speed is even, so a few articles are enough."""
    import spacy  # noqa: PLC0415

    from newsrows.extraction.parse.model import DEFAULT_MODEL  # noqa: PLC0415

    texts = [path.read_text("utf-8") for path in sorted(Path(articles).rglob("*.txt"))[:_SAMPLE]]
    nlp = spacy.load(DEFAULT_MODEL)
    began = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return {"seconds": time.perf_counter() - began, "words": sum(len(text.split()) for text in texts)}


def parse(articles: str) -> dict[str, Any]:
    """Time the parse of newsrows alone, without names."""
    from newsrows.extraction.parse.pipeline import load, parse  # noqa: PLC0415
    from newsrows.runtime import use_one_blas_thread  # noqa: PLC0415

    use_one_blas_thread()
    texts = [path.read_text("utf-8") for path in sorted(Path(articles).rglob("*.txt"))[:_SAMPLE]]
    nlp = load()
    began = time.perf_counter()
    for _ in parse(nlp, texts):
        pass
    return {"seconds": time.perf_counter() - began, "words": sum(len(text.split()) for text in texts)}


def parts(articles: str, names: NerModel) -> dict[str, Any]:
    """Time the models (parse and names), and all later steps until the shards are written."""
    from newsrows.engine.store import ShardStore  # noqa: PLC0415
    from newsrows.extraction.finder import find, parse_all  # noqa: PLC0415
    from newsrows.extraction.models import load_models  # noqa: PLC0415
    from newsrows.records import Article  # noqa: PLC0415
    from newsrows.resolution import link  # noqa: PLC0415
    from newsrows.runtime import use_one_blas_thread  # noqa: PLC0415
    from newsrows.sources import read_articles  # noqa: PLC0415
    from newsrows.tables import shard  # noqa: PLC0415

    use_one_blas_thread()
    read = [item for item in read_articles([articles]) if isinstance(item, Article)][:_SAMPLE]
    models = load_models(names=names)
    model_seconds = other_seconds = 0.0
    with TemporaryDirectory() as folder:
        for start in range(0, len(read), _BATCH):
            batch = read[start : start + _BATCH]
            began = time.perf_counter()
            parsed = list(parse_all((article.text for article in batch), models))
            ready = time.perf_counter()
            linked = [(article, link(article, find(article, one))) for article, one in zip(batch, parsed, strict=True)]
            ShardStore(folder).publish(batch, shard(linked))
            if start:  # the first batch also reads word lists
                model_seconds += ready - began
                other_seconds += time.perf_counter() - ready
    return {"models": model_seconds, "rest": other_seconds}


def load_models(names: NerModel) -> dict[str, Any]:
    """Measure the memory of a process that has loaded the models and processed nothing."""
    import psutil  # noqa: PLC0415

    from newsrows.extraction.models import load_models  # noqa: PLC0415
    from newsrows.runtime import use_one_blas_thread  # noqa: PLC0415

    use_one_blas_thread()
    load_models(names=names)
    return {"megabytes": psutil.Process().memory_full_info().pss / 1e6}


def build(articles: str, names: NerModel, workers: int = 1, cache: str | None = None) -> dict[str, Any]:
    """Time the whole build, from reading articles to validated files."""
    from newsrows.pipeline import BuildOptions, build  # noqa: PLC0415

    with TemporaryDirectory() as out:
        options = BuildOptions(names=names, workers=workers, cache=cache)
        report = build([Path(articles)], Path(out), options)
    return {"seconds": report.seconds, "words": words_in(Path(articles)), "megabytes": peak_memory()}


def spin(workers: int, rounds: int = 8) -> dict[str, Any]:
    """Time pure Python in worker processes, to see what a second worker gains on this machine at this time."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_count, [1] * workers))  # starts the processes
        began = time.perf_counter()
        list(pool.map(_count, [2_000_000] * rounds))
        return {"seconds": time.perf_counter() - began}


def _count(limit: int) -> int:
    total = 0
    for number in range(limit):
        total += number % 7
    return total


def check_quotes(package: str, rows: int, *, by_pandera: bool) -> dict[str, Any]:
    """Time the validation of quotes with keys: by the Pandera schema, or by the same checks in plain polars."""
    import polars as pl  # noqa: PLC0415

    from newsrows.schema import load_tables  # noqa: PLC0415
    from newsrows.schema.checks import pandera_schema  # noqa: PLC0415

    table = load_tables()["quotes"]
    frame = many_quotes(package, rows)
    schema = pandera_schema(table)
    schema.validate(frame[:100], lazy=True)  # the first use imports more modules
    began = time.perf_counter()
    if by_pandera:
        schema.validate(frame, lazy=True)
    else:
        expressions = [*_column_checks(table), pl.struct(table.primary_key).is_unique()]
        expressions += [pl.struct(key).is_unique() for key in table.unique_keys]
        if not all(frame.select(check.all().alias(str(number)) for number, check in enumerate(expressions)).row(0)):
            raise ValueError("the generated quotes do not validate")
    return {"seconds": time.perf_counter() - began, "rows": frame.height}


def _column_checks(table: Any) -> list[Any]:
    """Return the checks of each column as one would write them by hand."""
    import polars as pl  # noqa: PLC0415

    checks: list[pl.Expr] = []
    for field in table.fields:
        column, limits = pl.col(field.name), field.constraints
        if limits.required:
            checks.append(column.is_not_null())
        if limits.unique:
            checks.append(column.is_unique())
        if limits.minimum is not None:
            checks.append(column.drop_nulls() >= limits.minimum)
        if limits.maximum is not None:
            checks.append(column.drop_nulls() <= limits.maximum)
        if limits.min_length is not None:
            checks.append(column.drop_nulls().str.len_chars() >= limits.min_length)
        if limits.pattern is not None:
            checks.append(column.drop_nulls().str.contains(f"^(?:{limits.pattern})$"))
        if limits.enum is not None:
            checks.append(column.drop_nulls().is_in(list(limits.enum)))
    return checks


def many_quotes(package: str, rows: int) -> Any:
    """Return a frame of `rows` rows: the quotes of a package, repeated under new ids."""
    import polars as pl  # noqa: PLC0415

    quotes = pl.read_parquet(Path(package) / "data" / "parquet" / "quotes.parquet")
    quotes = quotes.with_columns(pl.col(pl.Categorical).cast(pl.String))
    copies = -(-rows // quotes.height)
    repeated = pl.concat([quotes] * copies).head(rows).with_row_index("_row")
    article = pl.format("a{}", pl.col("_row").cast(pl.String).str.zfill(9))
    frame = repeated.with_columns(article_id=article, quote_id=pl.format("{}:q{}", article, "start"))
    return frame.drop("_row").select(quotes.columns).rechunk()


def write_quotes(package: str, rows: int) -> dict[str, Any]:
    """Measure the size of quotes as CSV and as Parquet, and the seconds to write each."""
    from newsrows.publishing.tables import write_table  # noqa: PLC0415
    from newsrows.schema import load_tables  # noqa: PLC0415

    frame = many_quotes(package, rows)
    result: dict[str, Any] = {}
    with TemporaryDirectory() as folder:
        for kind in ("csv", "parquet"):
            path = Path(folder) / kind
            began = time.perf_counter()
            write_table(frame, load_tables()["quotes"], {kind: path}, version="0")
            result |= {f"{kind}_seconds": time.perf_counter() - began, f"{kind}_bytes": path.stat().st_size}
    return result


def diff_versions(folder: str, kind: str, *, by_duckdb: bool) -> dict[str, Any]:
    """Compare the two versions that `benchmarks.versions.write_versions` wrote."""
    from benchmarks.versions import diff_by_duckdb, diff_by_newsrows  # noqa: PLC0415
    from newsrows.runtime import collect_garbage_rarely, use_one_blas_thread  # noqa: PLC0415

    collect_garbage_rarely()  # as the command does
    use_one_blas_thread()  # likewise: idle threads of BLAS count as processor time
    return (diff_by_duckdb if by_duckdb else diff_by_newsrows)(folder, kind)


def field_types() -> dict[str, Any]:
    """Measure how many times as long Frictionless takes for columns of each type."""
    from benchmarks.field_types import timings  # noqa: PLC0415

    return {timing.name: timing.ratio for timing in timings()}


def resolve_names(count: int) -> dict[str, Any]:
    """Time the resolution of `count` people with different names, each in an article of its own."""
    import polars as pl  # noqa: PLC0415

    from newsrows.resolution import resolve  # noqa: PLC0415
    from newsrows.tables.shard import ENTITY_SCHEMA  # noqa: PLC0415

    def slices() -> Any:
        names = distinct_names(count)
        for start in range(0, count, 100_000):
            rows = [
                {
                    "article_id": f"a{start + number:09}",
                    "entity": 0,
                    "type": "person",
                    "name": name,
                    "forms": [{"form": name, "mentions": 1}],
                    "evidence": [],
                }
                for number, name in zip(range(min(100_000, count - start)), names, strict=False)
            ]
            yield pl.DataFrame(rows, schema=ENTITY_SCHEMA)

    began = time.perf_counter()
    people = resolve(slices()).tables["people"].height
    return {"seconds": time.perf_counter() - began, "people": people, "megabytes": peak_memory()}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](**json.loads(sys.argv[2]))))  # noqa: T201 - read by benchmarks.processes
