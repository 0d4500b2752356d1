"""The files of a folder, a zip file and their copies: nothing outside is read, and nothing without a limit."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from newsrows.datapackage import Limits, PackageError
from newsrows.datapackage.sources import FolderSource, ZipSource, open_zip
from newsrows.datapackage.unpacked import RecodeError, Scratch, UnpackError, compression_of

TEXT = b"a,b\n1,2\n" * 100


def zipped(file: Path, *names: str) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return file


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    (tmp_path / "scratch").mkdir()
    return Scratch(tmp_path / "scratch", 10_000)


def test_folder_lists_its_files_and_reads_them(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_bytes(TEXT)
    (tmp_path / "b.json").write_text("{}")
    source = FolderSource(tmp_path, Limits(files=2))
    assert source.names() == ["b.json"]
    assert source.names("data") == ["data/t.csv"]
    assert source.names("nothing") == []
    assert source.read("data/t.csv", 800, "--max") == TEXT
    assert source.copy("data/t.csv", tmp_path / "copy", 800) == 800
    assert (tmp_path / "copy").read_bytes() == TEXT
    with pytest.raises(PackageError, match=r"found more than 799 bytes, expected less; next: .* --max "):
        source.read("data/t.csv", 799, "--max")
    with pytest.raises(PackageError, match="found more than 799 bytes"):
        source.copy("data/t.csv", tmp_path / "copy", 799)
    for name in ("c.json", "d.json"):
        (tmp_path / name).touch()
    with pytest.raises(PackageError, match="expected at most 2; next: raise the limit with --max-files"):
        source.names()


def test_folder_refuses_what_is_not_a_file(tmp_path: Path) -> None:
    source = FolderSource(tmp_path, Limits())
    (tmp_path / "data").mkdir()
    with pytest.raises(PackageError, match="found no such file"):
        source.find("t.csv")
    with pytest.raises(PackageError, match="not a regular file"):
        source.find("data")
    assert source.inside("t.csv", "here") == tmp_path / "t.csv"


def test_zip_file_is_read_from_the_only_folder_at_its_top(tmp_path: Path) -> None:
    source = open_zip(zipped(tmp_path / "x.zip", "p-1.0/datapackage.json", "p-1.0/data/t.csv"), Limits())
    assert source.names() == ["datapackage.json"]
    assert source.names("data") == ["data/t.csv"]
    assert source.read("data/t.csv", 800, "--max") == TEXT
    assert source.copy("data/t.csv", tmp_path / "copy", 800) == 800
    assert source.shown("data/t.csv").endswith("x.zip/p-1.0/data/t.csv")
    with pytest.raises(PackageError, match="found no such file"):
        source.read("t.csv", 800, "--max")
    with pytest.raises(PackageError, match="found more than 799 bytes"):
        source.copy("data/t.csv", tmp_path / "copy", 799)


def test_zip_file_with_damaged_contents_is_an_error(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip", "datapackage.json")
    data = bytearray(file.read_bytes())
    data[30 + len("datapackage.json")] = 0x07  # a type of block that there is not
    file.write_bytes(data)
    with pytest.raises(PackageError, match="found a damaged or unsupported file in a zip file"):
        ZipSource(file, Limits()).read("datapackage.json", 10_000, "--max")


def test_zip_file_is_unpacked_up_to_the_limit_of_all_files_together(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip", "a.csv", "data/b.csv")
    ZipSource(file, Limits(unpacked_bytes=1600)).unpack(tmp_path / "out")
    assert (tmp_path / "out" / "data" / "b.csv").read_bytes() == TEXT
    with pytest.raises(PackageError, match=r"data/b\.csv: found more than 799 bytes"):
        ZipSource(file, Limits(unpacked_bytes=1599)).unpack(tmp_path / "less")


@pytest.mark.parametrize(
    ("path", "declared", "kind"),
    [
        ("t.csv.GZ", None, "gz"),
        ("t.csv.gzip", None, "gz"),
        ("t.csv.zst", None, "zst"),
        ("t.csv", None, None),
        ("t.csv", "gzip", "gz"),
        ("t.csv.gz", "zstd", "zst"),
        ("t.csv.gz", "no", None),
    ],
)
def test_compression_is_declared_or_the_ending(path: str, declared: str | None, kind: str | None) -> None:
    assert compression_of(path, declared) == kind


@pytest.mark.parametrize(
    ("kind", "pack"),
    [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", lambda data: pa.compress(data, codec="zstd", asbytes=True)),
    ],
)
def test_compressed_file_is_copied_plain(
    kind: str, pack: Callable[[bytes], bytes], tmp_path: Path, scratch: Scratch
) -> None:
    file = tmp_path / f"t.csv.{kind}"
    file.write_bytes(pack(TEXT))
    assert scratch.unpack(file, kind, "t").read_bytes() == TEXT
    with pytest.raises(PackageError, match="t: found more than 799 bytes"):
        Scratch(scratch.folder, 799).unpack(file, kind, "t")
    file.write_bytes(b"neither one nor the other")
    with pytest.raises(UnpackError):
        scratch.unpack(file, kind, "t")


def test_first_file_of_a_zip_file_is_copied_or_the_only_one(tmp_path: Path, scratch: Scratch) -> None:
    one, two = zipped(tmp_path / "1.zip", "a.csv"), zipped(tmp_path / "2.zip", "a.csv", "b.csv")
    assert scratch.unpack(one, "zip", "t", only_member=True).read_bytes() == TEXT
    assert scratch.unpack(two, "zip", "t").read_bytes() == TEXT
    with pytest.raises(UnpackError, match="holds 2 files, expected one"):
        scratch.unpack(two, "zip", "t", only_member=True)


def test_text_is_copied_in_utf_8(tmp_path: Path, scratch: Scratch) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("é".encode("latin-1"))
    assert scratch.recode(file, "latin-1", "t").read_text("utf-8") == "é"
    with pytest.raises(RecodeError, match="text that is not utf-16"):
        scratch.recode(file, "utf-16", "t")
    with pytest.raises(RecodeError, match="unknown encoding 'klingon'"):
        scratch.recode(file, "klingon", "t")
    with pytest.raises(RecodeError, match="unknown encoding 'zlib'"):
        scratch.recode(file, "zlib", "t")  # Python knows it, but it makes bytes of bytes
    with pytest.raises(PackageError, match="found more than 1 bytes"):
        Scratch(scratch.folder, 1).recode(file, "latin-1", "t")
