from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import polars as pl

from newsrows.publishing.editions import export_editions
from newsrows.publishing.editions.annotations import Annotation
from newsrows.publishing.editions.brat import _pieces


def test_spans_of_every_annotation_give_its_words(
    package: Path, frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    export_editions(package, tmp_path, formats=["brat"])
    with ZipFile(tmp_path / "brat.zip") as archive:
        for article, text in frames["articles"].select("article_id", "text").iter_rows():
            assert archive.read(f"{article}.txt").decode("utf-8") == text
            for line in archive.read(f"{article}.ann").decode("utf-8").splitlines():
                if line.startswith("T"):
                    _, label, words = line.split("\t")
                    spans = [tuple(map(int, span.split())) for span in label.partition(" ")[2].split(";")]
                    assert " ".join(text[start:end] for start, end in spans) == words


def test_relation_leads_from_the_quote_to_its_speaker(package: Path, tmp_path: Path) -> None:
    export_editions(package, tmp_path, formats=["brat"])
    with ZipFile(tmp_path / "brat.zip") as archive:
        lines = archive.read("a00.ann").decode("utf-8").splitlines()
    kinds = {line.split("\t")[0]: line.split("\t")[1].split()[0] for line in lines if line.startswith("T")}
    (relation,) = [line for line in lines if line.startswith("R")]
    quote, speaker = (word.partition(":")[2] for word in relation.split("\t")[1].split()[1:])
    assert (kinds[quote], kinds[speaker]) == ("quote", "speaker")


def test_span_is_cut_at_line_breaks() -> None:
    text = "one\r\ntwo three"
    assert list(_pieces(Annotation("a:q0", "quote", ((0, 14),), {}), text)) == [(0, 3), (5, 14)]


def test_same_package_gives_the_same_file(package: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_editions(package, tmp_path / name, formats=["brat"])
    assert (tmp_path / "one" / "brat.zip").read_bytes() == (tmp_path / "two" / "brat.zip").read_bytes()
