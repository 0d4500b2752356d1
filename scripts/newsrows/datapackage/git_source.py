"""Files of a package as they were at a git ref, read from the object store: no checkout, no network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from newsrows.datapackage.limits import Limits
from newsrows.datapackage.sources import CHUNK, copy_bounded, missing, safe_path, too_large
from newsrows.records import PackageError

FILE_MODES = ("100644", "100755")

# A repository under review may name commands in its configuration. Git would run them to fetch a missing object
# (remote.*.uploadpack, core.sshCommand, an ext:: URL), to find changed files (core.fsmonitor), to ask for a password or
# as a hook. The list of protocols overrides every configuration file; none has this name.
# Source: https://git-scm.com/docs/git#_security and #_environment_variables
_SAFE_ENVIRONMENT: Final[Mapping[str, str]] = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}
_SAFE_OPTIONS: Final = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.askPass="),
    *("-c", "core.alternateRefsCommand=", "-c", "protocol.allow=never"),
)


def git_command(folder: Path, arguments: Sequence[str]) -> list[str]:
    """A git command that runs nothing that the repository's configuration names. Run it with `git_environment()`."""
    return ["git", *_SAFE_OPTIONS, "-C", str(folder), *arguments]


def git_environment() -> dict[str, str]:
    """The environment in which git neither fetches nor asks."""
    return {**os.environ, **_SAFE_ENVIRONMENT}


def run_git(folder: Path, *arguments: str) -> bytes:
    """Output of a git command. The command uses no network and runs nothing that the repository names.

    Raises:
        PackageError: if git is missing or the command fails.
    """
    try:
        done = subprocess.run(  # noqa: S603  arguments are a list, and refs are checked first
            git_command(folder, arguments), env=git_environment(), capture_output=True, check=False
        )
    except OSError as error:
        raise PackageError(f"git could not be run: {error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise PackageError(f"git {arguments[0]} in {folder}: {said}")
    return done.stdout


def resolve_ref(folder: Path, ref: str) -> str:
    """Hash of the commit that a ref names.

    Raises:
        PackageError: if there is none.
    """
    run_git(folder, "rev-parse", "--git-dir")  # if the repository itself is broken, git's own message is the best
    try:
        found = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except PackageError:
        raise PackageError(
            f"git ref {ref!r}: not found in {folder.resolve()}; "
            "next: fetch it with git fetch --tags --unshallow (in GitHub Actions: fetch-depth: 0)"
        ) from None
    return found.decode().strip()


def repository(folder: Path) -> Path:
    """Top folder of the work tree that a folder lies in."""
    return Path(run_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def path_in_repository(path: Path) -> str:
    """A path on disk as a path from the top of its work tree ('' for the top itself).

    Raises:
        PackageError: git names a work tree that does not contain the path.
    """
    top = repository(path if path.is_dir() else path.parent).resolve()
    if not path.resolve().is_relative_to(top):
        raise PackageError(
            f"{path}: git says that the work tree is {top}, expected a folder around {path}; "
            "next: look at core.worktree in the configuration of the repository"
        )
    inside = path.resolve().relative_to(top).as_posix()
    return "" if inside == "." else inside


@dataclass(frozen=True, slots=True)
class GitSource:
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
            raise PackageError(
                f"{self.ref}:{base}: found {len(names)} files, expected at most {self.limits.files}; "
                "next: raise the limit with --max-files if they are meant"
            )
        return sorted(name[len(self.prefix) + 1 :] if self.prefix else name for name in names)

    def is_file(self) -> bool:
        """Whether the source starts at a file and not at a folder."""
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
            git_command(self.folder, ["cat-file", "blob", entry.hash]),
            env=git_environment(),
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
                raise PackageError(
                    f"{self.shown(path)}: found a symbolic link at that commit, expected a file; it is not followed"
                )
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


def open_ref(source: str, folder: Path, limits: Limits, *, here: Path | None = None) -> GitSource:
    """The files that `REF:path` names. As in git, `./path` starts at the current folder, any other path at the top.

    Args:
        source: the ref and the path.
        folder: a folder in the repository.
        limits: how much is read.
        here: the current folder; None, or a folder outside of the repository: `folder`.

    Raises:
        PackageError: if the ref is missing, or the path leaves the repository.
    """
    ref, _, path = source.partition(":")
    if not ref or ref.startswith("-"):
        raise PackageError(f"found {source!r}, expected REF:path, such as v1.0.0:datapackage.json")
    commit = resolve_ref(folder, ref)
    if path.startswith("./"):
        top = repository(folder).resolve()
        start = here if here is not None and here.resolve().is_relative_to(top) else folder
        path = str(PurePosixPath(path_in_repository(start)) / path[2:])
    path = path.rstrip("/")
    prefix = safe_path(path, ref) if path not in {"", "."} else ""
    return GitSource(folder, ref, commit, prefix, limits)
