"""Files as they were at a git ref, read from the object store: no checkout, no network."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsrows.diff.refused import CannotCompareError, Limits
from newsrows.diff.trees import CHUNK, copy_bounded, missing, safe_path, too_large
from newsrows.diff.version import Version, parse_version

FILE_MODES = ("100644", "100755")


def run_git(folder: Path, *arguments: str) -> bytes:
    """Output of a git command.

    Raises:
        CannotCompareError: if git is missing or the command fails.
    """
    try:
        done = subprocess.run(  # noqa: S603  arguments are a list, and refs are checked first
            ["git", "-C", str(folder), *arguments],  # noqa: S607  git is found on PATH, as everywhere
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise CannotCompareError(f"git could not be run: {error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise CannotCompareError(f"git {arguments[0]} in {folder}: {said}")
    return done.stdout


def resolve_ref(folder: Path, ref: str) -> str:
    """Hash of the commit that a ref names.

    Raises:
        CannotCompareError: if there is none.
    """
    run_git(folder, "rev-parse", "--git-dir")  # whatever is wrong with the repository itself is said as git says it
    try:
        found = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except CannotCompareError:
        raise CannotCompareError(
            f"git ref {ref!r}: not found in {folder.resolve()}; nothing was compared. "
            "A shallow clone lacks it: run git fetch --tags --unshallow (in GitHub Actions: fetch-depth: 0)"
        ) from None
    return found.decode().strip()


def repository(folder: Path) -> Path:
    """Top folder of the work tree that a folder lies in."""
    return Path(run_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def path_in_repository(path: Path) -> str:
    """A path on disk as a path from the top of its work tree ('' for the top itself)."""
    folder = path if path.is_dir() else path.parent
    inside = path.resolve().relative_to(repository(folder).resolve()).as_posix()
    return "" if inside == "." else inside


def last_version_tag(folder: Path) -> str | None:
    """The highest version among the tags that HEAD descends from; a pre-release only if there is nothing else."""
    names = run_git(folder, "tag", "--merged", "HEAD", "--list").decode().split()
    versions: list[tuple[bool, Version, str]] = []
    for name in names:
        version = parse_version(name)
        if version is not None:
            versions.append((not version.prerelease, version, name))
    return max(versions)[2] if versions else None


@dataclass(frozen=True, slots=True)
class GitTree:
    """The files below a folder of one commit."""

    folder: Path
    ref: str
    commit: str
    prefix: str
    limits: Limits

    def names(self, folder: str = "") -> list[str]:
        """Files directly in a folder."""
        base = "/".join(part for part in (self.prefix, folder) if part)
        entries = self._entries(f"{base}/" if base else "")
        names = [entry.path for entry in entries if entry.mode in FILE_MODES]
        if len(names) > self.limits.files:
            raise CannotCompareError(
                f"{self.ref}:{base}: more than {self.limits.files} files; raise --max-files if they are meant"
            )
        return sorted(name[len(self.prefix) + 1 :] if self.prefix else name for name in names)

    def is_file(self) -> bool:
        """Whether the path that the tree starts at is itself a file."""
        return bool(self.prefix) and any(entry.mode in FILE_MODES for entry in self._entries(self.prefix))

    def read(self, path: str, most: int, option: str) -> bytes:
        """Bytes of a file."""
        entry = self._entry(path)
        if entry.size > most:
            raise too_large(self.shown(path), most, option)
        return run_git(self.folder, "cat-file", "blob", entry.hash)

    def copy(self, path: str, target: Path, most: int) -> int:
        """Write a file to `target`."""
        entry = self._entry(path)
        if entry.size > most:
            raise too_large(self.shown(path), most, "--max-unpacked")
        with subprocess.Popen(  # noqa: S603
            ["git", "-C", str(self.folder), "cat-file", "blob", entry.hash],  # noqa: S607
            stdout=subprocess.PIPE,
            bufsize=CHUNK,
        ) as process:
            if process.stdout is None:
                raise missing(self.shown(path))
            return copy_bounded(process.stdout, target, most, self.shown(path))

    def shown(self, path: str) -> str:
        """The ref and the path from the top of the repository."""
        return f"{self.ref}:{self._full(path)}"

    def _full(self, path: str) -> str:
        return f"{self.prefix}/{path}" if self.prefix else path

    def _entry(self, path: str) -> _Entry:
        full = self._full(safe_path(path, f"{self.ref}:{self.prefix}"))
        for entry in self._entries(full):
            if entry.path == full and entry.mode == "120000":
                raise CannotCompareError(f"{self.shown(path)}: a symbolic link at that commit; not followed")
            if entry.path == full and entry.mode in FILE_MODES:
                return entry
        raise missing(self.shown(path))

    def _entries(self, path: str) -> list[_Entry]:
        command = ["--literal-pathspecs", "ls-tree", "-z", "-l", "--full-tree", self.commit]
        listing = run_git(self.folder, *command, *(["--", path] if path else []))
        return [_parse(line) for line in listing.decode("utf-8", "surrogateescape").split("\0") if line]


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    hash: str
    size: int
    path: str


def _parse(line: str) -> _Entry:
    head, _, path = line.partition("\t")
    mode, _, digest, size = head.split()
    return _Entry(mode, digest, int(size) if size.isdecimal() else 0, path)


def open_ref(source: str, folder: Path, limits: Limits) -> GitTree:
    """The tree that `REF:path` names; as in git, `./path` counts from the current folder, else from the top.

    Raises:
        CannotCompareError: if the ref is missing, or the path leaves the repository.
    """
    ref, _, path = source.partition(":")
    if not ref or ref.startswith("-"):
        raise CannotCompareError(f"{source!r}: expected REF:path, such as v1.0.0:datapackage.json")
    commit = resolve_ref(folder, ref)
    if path.startswith("./"):
        here = path_in_repository(folder)
        path = str(PurePosixPath(here) / path[2:])
    path = path.rstrip("/")
    prefix = safe_path(path, ref) if path not in {"", "."} else ""
    return GitTree(folder, ref, commit, prefix, limits)
