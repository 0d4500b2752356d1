"""What a build passes over without an error: files that are not articles, and columns of metadata.csv without a use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsrows.sources.formats.registry import how_to_read

_MAX_KINDS = 8


@dataclass(slots=True)
class Omissions:
    """Counts what is passed over while articles are read.

    Attributes:
        skipped: the number of skipped files by kind: their suffix, or 'without a suffix'.
        ignored_columns: the metadata.csv files with columns that are not used, and the names of the columns.
    """

    skipped: Counter[str] = field(default_factory=Counter)
    ignored_columns: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def skip(self, kinds: Iterable[str]) -> None:
        """Count skipped files by their kinds."""
        self.skipped.update(kinds)

    def ignore_columns(self, shown: str, names: tuple[str, ...]) -> None:
        """Add the unused columns of a metadata.csv."""
        self.ignored_columns.append((shown, names))


def explain_skipped(skipped: Mapping[str, int]) -> str:
    """Return a line such as '3 files skipped: 2 .docx (install newsrows[office]), 1 .png'; '' if nothing was skipped.

    The most frequent kinds come first. A kind that newsrows reads is only skipped if its library is not installed.
    """
    if not skipped:
        return ""
    count = sum(skipped.values())
    kinds = sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{number:,} {kind}{how_to_read(kind)}" for kind, number in kinds[:_MAX_KINDS])
    more = f", {sum(number for _, number in kinds[_MAX_KINDS:]):,} others" if len(kinds) > _MAX_KINDS else ""
    return f"{count:,} file{'' if count == 1 else 's'} skipped: {named}{more}"
