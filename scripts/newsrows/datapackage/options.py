"""Options of every command that reads a package which anybody may have made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsrows.datapackage.limits import Limits, parse_size
from newsrows.options import CheckedOptions, option
from newsrows.records import PackageError


@dataclass(frozen=True)
class LimitOptions(CheckedOptions):
    """The most that is read from a package.

    Attributes:
        max_json: size of a descriptor or schema, such as '16MB'.
        max_unpacked: size of a file after unpacking.
        max_files: number of files in a folder or zip file.
    """

    max_json: str = option("16MB", "refuse larger descriptors and schemas", metavar="SIZE")
    max_unpacked: str = option(
        "8GB",
        "refuse a package whose zip file or compressed file is larger than this after unpacking (a size, whatever the "
        "ratio)",
        metavar="SIZE",
    )
    max_files: int = option(10_000, "refuse packages with more files", metavar="N")

    def limits(self) -> Limits:
        """The limits as numbers.

        Raises:
            PackageError: a size cannot be read.
        """
        return Limits(parse_size(self.max_json), parse_size(self.max_unpacked), self.max_files)


def parse_mapping(text: str) -> tuple[str, Path]:
    """Read `URL=FOLDER`, the value of --map: a web address, and the folder with copies of what is below it.

    Raises:
        PackageError: the text is something else, or there is no such folder.
    """
    address, separator, folder = text.rpartition("=")
    if not separator or not Path(folder).is_dir():
        raise PackageError(f"--map {text}: expected URL=FOLDER with a folder that exists")
    return address, Path(folder)
