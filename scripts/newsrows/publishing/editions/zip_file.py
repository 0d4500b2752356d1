"""Writes a zip file that is a complete Data Package: descriptor, CSV, Parquet, and a README.md about them."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from newsrows.publishing.editions.contents import NAME, Contents, licences
from newsrows.publishing.package import write_package
from newsrows.schema.dictionary import dictionary

ZIP_PATH = f"{NAME}.zip"
# The earliest time that a zip file can hold. A fixed time gives the same bytes for the same package.
_TIME = (1980, 1, 1, 0, 0, 0)
_README_FORMATS = (
    "Each table comes in two formats: CSV in data/csv (UTF-8) and Parquet in data/parquet. Import the CSV columns as "
    "text, because spreadsheets run cells that begin with =. datapackage.json describes every file "
    "(https://datapackage.org)."
)
_UNIX, _FILE_READABLE = 3, 0o100644 << 16


def write_zip(contents: Contents, folder: Path) -> list[str]:
    """Write the zip file: files sorted by name, with a fixed time, so that the same package gives the same bytes.

    Raises:
        ExportError: the tables do not fit their schemas.
        OSError: a file cannot be written.
    """
    with TemporaryDirectory(dir=folder) as name:
        package = Path(name)
        write_package(contents.frames, package, info=contents.info)
        (package / "README.md").write_text(_readme(contents), "utf-8", newline="\n")
        files = sorted(path for path in package.rglob("*") if path.is_file())
        with ZipFile(folder / ZIP_PATH, "w") as archive:
            for path in files:
                _add(archive, path, path.relative_to(package).as_posix())
    return []


def _add(archive: ZipFile, path: Path, name: str) -> None:
    entry = ZipInfo(name, _TIME)
    entry.create_system, entry.external_attr = _UNIX, _FILE_READABLE
    entry.compress_type = ZIP_STORED if name.endswith(".parquet") else ZIP_DEFLATED  # Parquet is compressed already
    entry.file_size = path.stat().st_size  # for files of more than 2 GiB
    with path.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target)


def add_text(archive: ZipFile, name: str, text: str) -> None:
    """Add a text in UTF-8 to a zip file, with a fixed time."""
    entry = ZipInfo(name, _TIME)
    entry.create_system, entry.external_attr = _UNIX, _FILE_READABLE
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, text.encode("utf-8"))


def _readme(contents: Contents) -> str:
    info = contents.info
    withheld = [f"Left out: {', '.join(info.withheld)}.", ""] if info.withheld else []
    return "\n".join(
        [
            f"# {info.title}",
            "",
            info.description,
            "",
            *withheld,
            _README_FORMATS,
            "",
            *(f"- {licence}" for licence in licences(info)),
            "",
            dictionary(contents.schemas.values()),
        ]
    )
