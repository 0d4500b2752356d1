"""A resource's files as plain UTF-8: compressed and differently encoded ones are copied to a scratch folder."""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from newsrows.compression import COMPRESSED, DAMAGE_ERRORS
from newsrows.datapackage.sources import Readable, bounded, copy_bounded, too_large

_KINDS = {ending: ending.removeprefix(".") for ending in COMPRESSED} | {".gzip": "gz"}
_NAMES = {"gzip": "gz", "zstd": "zst"}
PLAIN_ENCODINGS = frozenset({"utf-8", "ascii", "utf-8-sig"})


class UnpackError(Exception):
    """A compressed file is damaged, or not what its name says."""


class RecodeError(Exception):
    """A text file is not in the encoding that the package says."""


def compression_of(path: str, declared: object = None) -> str | None:
    """How a file is compressed: gz, bz2, xz, zip or zst; None if it is not.

    Args:
        path: the file's path.
        declared: what the resource's descriptor says of it, if anything.
    """
    if isinstance(declared, str):
        kind = _NAMES.get(declared.lower(), declared.lower())
        return kind if kind in _KINDS.values() else None
    return _KINDS.get(Path(path).suffix.lower())


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder for copies, and how many bytes a copy may have."""

    folder: Path
    most: int

    def unpack(
        self, file: Path, kind: str, shown: str, *, only_member: bool = False, member: str | None = None
    ) -> Path:
        """A plain copy of a compressed file; `shown` is its name in messages.

        Of a zip file `member` is copied, or else the first file, which must be the only one if `only_member` is true.

        Raises:
            UnpackError: it is damaged, or compressed in another way.
            PackageError: the copy is above the limit.
        """
        target = self.new_file()
        with (
            _explained(),
            file.open("rb") as packed,
            _decompressed(packed, kind, only_member=only_member, member=member) as plain,
        ):
            copy_bounded(plain, target, self.most, shown)
        return target

    def recode(self, file: Path, encoding: str, shown: str) -> Path:
        """A copy of a text file in UTF-8.

        Raises:
            RecodeError: the file is not in this encoding, or Python does not know it.
            PackageError: the copy is above the limit.
        """
        target = self.new_file()
        size = 0
        try:
            if not codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001 - there is no public name
                raise LookupError  # noqa: TRY301 - zlib and base64 make bytes or fail
            decoder = codecs.getincrementaldecoder(encoding)()
            with file.open("rb") as source, target.open("wb") as out:
                for piece in bounded(source, self.most, shown):
                    size += out.write(decoder.decode(piece).encode())
                    if size > self.most:
                        raise too_large(shown, self.most, "--max-unpacked")
                out.write(decoder.decode(b"", final=True).encode())
        except LookupError:
            raise RecodeError(f"found the unknown encoding {encoding!r}, expected one that Python knows") from None
        except UnicodeError as error:
            raise RecodeError(f"found text that is not {encoding} ({error}), expected {encoding}") from None
        except ValueError:  # a name with NUL
            raise RecodeError(f"found the encoding {encoding!r}, expected one that Python knows") from None
        return target

    def new_file(self) -> Path:
        """A path in the folder that no file has yet."""
        return self.folder / f"{sum(1 for _ in self.folder.iterdir())}.part"


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except DAMAGE_ERRORS as error:
        raise UnpackError(" ".join(str(error).split())) from error


@contextmanager
def _decompressed(packed: BufferedReader, kind: str, *, only_member: bool, member: str | None) -> Iterator[Readable]:
    if kind == "gz":
        with gzip.open(packed) as plain:
            yield plain
    elif kind == "bz2":
        with bz2.open(packed) as plain:
            yield plain
    elif kind == "xz":
        with lzma.open(packed) as plain:
            yield plain
    elif kind == "zst":
        from pyarrow import CompressedInputStream  # noqa: PLC0415 - Python reads zstd from 3.14 on

        with CompressedInputStream(packed, "zstd") as plain:
            yield plain
    else:
        with zipfile.ZipFile(packed) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if member is not None:
                members = [info for info in members if info.filename == member]
                if not members:
                    raise OSError(f"the zip file holds no file {member!r}, which innerpath names")
            elif not members or (only_member and len(members) > 1):
                raise OSError(f"the zip file holds {len(members)} files, expected one, or innerpath in the descriptor")
            with archive.open(members[0]) as plain:
                yield plain
