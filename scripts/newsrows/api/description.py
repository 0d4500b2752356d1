"""Tables described: what `newsrows describe` does."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsrows.api.options import DescribeOptions
from newsrows.options import several
from newsrows.records import OutputError


def describe(
    files: Sequence[Path | str],
    *,
    out: Path | str | None = DescribeOptions.out,
    name: str | None = DescribeOptions.name,
    overwrite: bool = DescribeOptions.overwrite,
    max_json: str = DescribeOptions.max_json,
    max_unpacked: str = DescribeOptions.max_unpacked,
    max_files: int = DescribeOptions.max_files,
) -> dict[str, Any]:
    """Infer the descriptor of a data package from tables that have none (docs/describing.md).

    Types, missing values, keys, dialects and encodings are inferred from all rows. Whatever is doubtful stays text, so
    the package is valid by `newsrows.validate`.

    Args:
        files: CSV, TSV, JSON, JSON Lines, Parquet and Excel files, which may be compressed.
        out: the descriptor to write, such as 'datapackage.json'; None: nothing is written.
        name: the name of the package; None: it has none.
        overwrite: whether an existing descriptor is replaced.
        max_json: the largest descriptor or schema that is read, such as '16MB'.
        max_unpacked: the largest file after unpacking.
        max_files: the most files in a zip file.

    Returns:
        The descriptor, as a JSON object. The paths of files start at the folder of `out`, or else at the current one.

    Raises:
        PackageError: a file is missing, cannot be read, or is not below the folder of the descriptor.
        OutputError: the descriptor exists, or cannot be written.
        TypeError: an option has the wrong type.
    """
    from newsrows.description.descriptor import describe_files, descriptor_text  # noqa: PLC0415 - it takes a second

    options = DescribeOptions(
        out=None if out is None else Path(out),
        name=name,
        overwrite=overwrite,
        max_json=max_json,
        max_unpacked=max_unpacked,
        max_files=max_files,
    )
    paths = [Path(file) for file in several("files", files)]
    if options.out is not None and not overwrite:
        _refuse_existing(options.out)
    base = Path() if options.out is None else options.out.parent
    descriptor = describe_files(paths, base, name, options.limits())
    if options.out is not None:
        _write(options.out, descriptor_text(descriptor), overwrite=overwrite)
    return descriptor


def _refuse_existing(file: Path) -> None:
    if os.path.lexists(file):
        raise OutputError(
            f"{file}: found an existing file, expected none; next: name another one with --out, or add --overwrite"
        )


def _write(file: Path, text: str, *, overwrite: bool) -> None:
    """Write the file completely or not at all."""
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".newsrows-")
        try:
            with open(handle, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a handle
                stream.write(text)
            Path(temporary).chmod(0o644)
            if not overwrite:
                _refuse_existing(file)
            Path(temporary).replace(file)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            f"{file}: cannot be written ({error.strerror}); next: check the folder, or name another file with --out"
        ) from None
