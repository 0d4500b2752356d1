"""Whatever bytes a file holds, reading it ends, and says what was wrong: it never raises."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tempfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from newsrows.sources import read_articles
from newsrows.sources.locate.suffixes import SUFFIXES

_ROWS = [{"id": f"n{number}", "text": f"Fares rise by {number}%, said Zoë Holt."} for number in range(30)]
_LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _ROWS).encode()
_PAGE = f"<html><title>T</title><body><article><p>{'The bridge will close, they said. ' * 9}</p></article>".encode()
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(_PAGE)
_RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    b"WARC-Date: 2024-03-01T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(_ANSWER), _ANSWER)
)


def _parquet() -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(_ROWS), sink, row_group_size=10)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _zip() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "It is over. " * 50)
        archive.writestr("b.jsonl", _LINES)
    return sink.getvalue()


_GOOD = {
    "a.jsonl": _LINES,
    "a.json": json.dumps(_ROWS).encode(),
    "a.csv": b'id,text\nn1,"One, two."\nn2,Three.\n',
    "a.parquet": _parquet(),
    "a.html": _PAGE,
    "a.xml": b"<nitf><body><body.content><p>It is over.</p></body.content></body></nitf>",
    "a.warc": _RECORD * 3,
    "a.warc.gz": gzip.compress(_RECORD) * 3,
    "a.zip": _zip(),
    "a.jsonl.gz": gzip.compress(_LINES),
    "export.txt": b"".join(
        b"HD\tBridge to close\nWC\t9 words\nPD\t1 March 2024\nSN\tThe Post\nTD\tIt will close.\n"
        b"AN\tDocument POST000020240301ek310000%d\n" % number
        for number in range(3)
    ),
    "a.jsonl.bz2": bz2.compress(_LINES),
    "a.jsonl.xz": lzma.compress(_LINES),
    "a.jsonl.zst": pa.Codec("zstd").compress(_LINES, asbytes=True),
}


def _read(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        items = list(read_articles([folder], max_characters=10_000))
    assert items
    assert all(str(item) for item in items)


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".zip", ".txt.gz", ".csv.zst"])
@settings(max_examples=15, deadline=None)
@given(data=st.binary(max_size=200))
@example(b"")
def test_any_bytes_under_any_suffix_give_articles_or_rejections(suffix: str, data: bytes) -> None:
    _read(f"a{suffix}", data)


@pytest.mark.parametrize("name", _GOOD)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=st.data())
def test_damaged_file_gives_articles_or_rejections(name: str, cuts: st.DataObject) -> None:
    data = bytearray(_GOOD[name])
    for _ in range(cuts.draw(st.integers(0, 3))):
        data[cuts.draw(st.integers(0, len(data) - 1))] = cuts.draw(st.integers(0, 255))
    _read(name, bytes(data[: cuts.draw(st.integers(1, len(data)))]))
