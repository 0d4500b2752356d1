"""Refuses to read what newsrows wrote: packages, also in zip files, and reports are not articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from newsrows.pipeline.options import BuildError
from newsrows.publishing import DATA, DESCRIPTOR, is_own_descriptor, is_own_zip
from newsrows.site.marker import MARKER, is_marker
from newsrows.sources.locate.streams import STANDARD_INPUT, LocalFile, SourceFile, is_url
from newsrows.sources.locate.suffixes import ARCHIVES

_NEXT_SOURCE = {
    kind: f"next: name only the folders and files of articles, or move the {kind} out of them"
    for kind in ("package", "report")
}


def refuse_target_among_sources(sources: Sequence[Path | str], target: Path | str) -> None:
    """Refuse a target whose package the next build would read as articles, and sources that this build would replace.

    The target may not be a source folder or lie inside one, and no source may lie in the folder data/ of the target.
    Hidden folders, whose names begin with a dot, are not read, so the target may lie in one.

    Raises:
        BuildError: the target is refused; the message names the source and the target.
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


def refuse_own_output(sources: Sequence[Path | str], files: Iterable[SourceFile]) -> None:
    """Refuse a source that is, contains or lies in a package or a report that newsrows wrote.

    A single file of a package or report may be named as a source.

    Args:
        sources: the paths and URLs that the user named.
        files: the files that were found there; only descriptors, markers of reports and lists of zip files are read.

    Raises:
        BuildError: there is such a source; the message names the package's descriptor or zip file, or the report.
    """
    inside = [file.path for file in files if isinstance(file, LocalFile)]
    above = [path for source in sources if not is_url(source) for path in _signs_above(Path(source))]
    for path in (*inside, *above):
        if kind := _own_kind(path):
            raise BuildError(f"{path}: found a {kind} that newsrows wrote, expected articles; {_NEXT_SOURCE[kind]}")


def _signs_above(source: Path) -> list[Path]:
    """Return the paths of files that would say that the folder `source` lies in data/ of a package, or in a report."""
    if not source.is_dir():
        return []
    folder = source.resolve()
    descriptors = [path.parent / DESCRIPTOR for path in (folder, *folder.parents) if path.name == DATA]
    return [*descriptors, folder.parent / MARKER]  # the folders of a report's pages lie directly in it


def _own_kind(path: Path) -> str | None:
    """Return what newsrows wrote, if the file says that it did."""
    try:
        if path.name == MARKER:
            return "report" if is_marker(path) else None
        is_own = path.name == DESCRIPTOR and is_own_descriptor(path)
        is_own |= path.suffix.lower() in ARCHIVES and is_own_zip(path)
    except OSError:  # it does not exist, or the build will list it as a file that cannot be read
        return None
    return "package" if is_own else None


def _parts(location: Path | str) -> tuple[str, ...]:
    """Return the parts of a resolved path, or of a URL."""
    return tuple(str(location).rstrip("/").split("/")) if is_url(location) else Path(location).resolve().parts


def _below(parts: tuple[str, ...], folder: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the parts after `folder` if a location is that folder or lies inside it, otherwise None."""
    return parts[len(folder) :] if parts[: len(folder)] == folder else None
