"""Refuses to read packages that newsrows wrote: their tables and descriptors are not articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from newsrows.pipeline.errors import BuildError
from newsrows.publishing import DATA, DESCRIPTOR, is_own_descriptor
from newsrows.sources.locate.streams import STANDARD_INPUT, LocalFile, SourceFile, is_url

_NEXT_SOURCE = "next: name only the folders and files of articles, or move the package out of them"


def refuse_target_among_sources(sources: Sequence[Path | str], target: Path | str) -> None:
    """Stop where the next build would read the output of this one as articles.

    That is so if the target is a source folder or lies inside one, and if a source lies in the folder data/ of the
    target. Hidden folders, whose names begin with a dot, are not read, so the target may lie in one.

    Raises:
        BuildError: it would; the message names the source and the target.
    """
    for source in sources:
        if source == STANDARD_INPUT or is_url(source) != is_url(target):
            continue
        source_parts, target_parts = _parts(source), _parts(target)
        below = _below(target_parts, source_parts)
        if below is not None and not any(part.startswith(".") for part in below):
            raise BuildError(
                f"{target}: the output folder is the source {source} or lies inside it, so the next build would read "
                "the package as articles; next: name a folder outside of the source with --out"
            )
        if _below(source_parts, (*target_parts, DATA)) is not None:
            raise BuildError(
                f"{source}: the source lies in the folder {DATA} of the output folder {target}, which the build "
                "replaces; next: name another folder with --out"
            )


def refuse_packages(sources: Sequence[Path | str], files: Iterable[SourceFile]) -> None:
    """Stop where a source is, contains or lies in a package that newsrows wrote.

    A single file of a package may be named as a source.

    Args:
        sources: what the user named.
        files: the files that were found there; none is read but descriptors.

    Raises:
        BuildError: it is; the message names the package's descriptor.
    """
    found = [file.path for file in files if isinstance(file, LocalFile) and file.path.name == DESCRIPTOR]
    around = [
        descriptor for source in sources if not is_url(source) for descriptor in _descriptors_around(Path(source))
    ]
    for descriptor in (*found, *around):
        if _is_own(descriptor):
            raise BuildError(f"{descriptor}: found a package that newsrows wrote, expected articles; {_NEXT_SOURCE}")


def _descriptors_around(source: Path) -> list[Path]:
    """Where the descriptor would be of a package in whose folder data/ the folder `source` lies."""
    if not source.is_dir():
        return []
    folder = source.resolve()
    return [path.parent / DESCRIPTOR for path in (folder, *folder.parents) if path.name == DATA]


def _is_own(descriptor: Path) -> bool:
    try:
        return is_own_descriptor(descriptor)
    except OSError:  # it is not there, or the build lists it as a file that cannot be read
        return False


def _parts(place: Path | str) -> tuple[str, ...]:
    """The names that a place consists of: real folders, or parts of a URL."""
    return tuple(str(place).rstrip("/").split("/")) if is_url(place) else Path(place).resolve().parts


def _below(parts: tuple[str, ...], folder: tuple[str, ...]) -> tuple[str, ...] | None:
    """What follows after `folder` if a place is that folder or lies inside it, else None."""
    return parts[len(folder) :] if parts[: len(folder)] == folder else None
