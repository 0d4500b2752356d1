"""Reads the articles of all files, one after another: ids, metadata and rejections are decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsrows.records import Article, Rejected, WebPage
from newsrows.sources.article_ids import TakenIds, id_from_name, id_from_number, normalised_id
from newsrows.sources.errors import BadFileError, NoTextColumnError, ReadError, check
from newsrows.sources.formats.html import open_page
from newsrows.sources.formats.registry import FORMATS
from newsrows.sources.locate.files import SourceFiles, find_files
from newsrows.sources.locate.opening import FileToRead, open_source
from newsrows.sources.locate.streams import RemoteFile, SourceFile, unreadable
from newsrows.sources.locate.suffixes import holds_many, split_suffixes
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.metadata_csv import LocalFolder, MetadataFolder, RemoteFolder, read_metadata_files
from newsrows.sources.omissions import Omissions
from newsrows.sources.options import MAX_CHARACTERS, MAX_RATIO, ReadOptions
from newsrows.sources.record import BadRecord, InputFile, PageRecord, Record, digest


def read_articles(
    sources: Sequence[str | Path],
    *,
    max_characters: int = MAX_CHARACTERS,
    text_column: str | None = None,
    id_column: str | None = None,
    max_ratio: int = MAX_RATIO,
) -> Iterator[Article | Rejected]:
    """Yield the articles in `sources`; see `find_files` and `read_files`.

    Raises:
        ReadError: a source cannot be used, or a folder has no article; raised before the first article is yielded.
    """
    return read_files(
        find_files(sources),
        max_characters=max_characters,
        text_column=text_column,
        id_column=id_column,
        max_ratio=max_ratio,
    )


def read_files(
    files: SourceFiles,
    *,
    max_characters: int = MAX_CHARACTERS,
    text_column: str | None = None,
    id_column: str | None = None,
    max_ratio: int = MAX_RATIO,
) -> Iterator[Article | Rejected]:
    """Yield the articles in the files, in their order; a file or record that cannot be read is yielded as `Rejected`.

    Article ids are unique; a second article with the same id is rejected. A web page claims its id before the article
    is extracted from it. Metadata in an article takes precedence over metadata.csv, and metadata.csv over metadata that
    is extracted from a web page. Memory grows by 18 to 36 bytes per article, and does not depend on the size of files.

    Args:
        files: what `find_files` returned.
        max_characters: longer articles are rejected (Unicode code points).
        text_column: the column of a table, or key of JSON objects, that holds the text; None: a usual name.
        id_column: the same for article_id; '': number the records.
        max_ratio: how many times its size an archive may unpack to; larger ones are rejected.

    Raises:
        ReadError: a library of an extra is missing (raised at once), or a file that the user named is a table without
            a column of text (raised when the file is reached).
    """
    options = ReadOptions(max_characters, text_column, id_column, max_ratio)
    return map(_open, read_unopened(files, options))


def read_unopened(
    files: SourceFiles, options: ReadOptions, omissions: Omissions | None = None
) -> Iterator[Article | WebPage | Rejected]:
    """Read as `read_files` does, but yield web pages unopened, so that workers open them with `open_page`.

    Extracting the article takes about thirty times as long as reading the page.

    Args:
        files: what `find_files` returned.
        options: the options.
        omissions: where skipped files and unused columns of metadata.csv are counted while the articles are read.

    Raises:
        ReadError: see `read_files`.
    """
    omissions = Omissions() if omissions is None else omissions
    omissions.skip(kind for _, kind in files.skipped)
    for source in files.files:
        _check_libraries(source)
    return _Reader(files, options, omissions).items()


def _open(item: Article | WebPage | Rejected) -> Article | Rejected:
    return open_page(item) if isinstance(item, WebPage) else item


def _check_libraries(source: SourceFile) -> None:
    suffix, _ = split_suffixes(source.file_name)
    if suffix in FORMATS:
        for module, extra in FORMATS[suffix].needs:
            _check_library(str(source), module, extra)


def _check_library(shown: str, module: str, extra: str) -> None:
    try:
        check(module, extra)
    except ReadError as error:
        raise ReadError(f"{shown}: {error}") from error


_NO_METADATA = Metadata()
# So many bad records in a row are listed one by one: the list of a file of bare numbers would be 40 times its size.
_MAX_IN_A_ROW = 1_000


@dataclass(slots=True)
class _Reader:
    """Reads all files once."""

    files: SourceFiles
    options: ReadOptions
    omissions: Omissions
    taken: TakenIds = field(default_factory=TakenIds)
    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    names: dict[str, SourceFile] = field(default_factory=dict)

    def items(self) -> Iterator[Article | WebPage | Rejected]:
        self.metadata, bad_rows = read_metadata_files(
            (_folder(metadata, self.options) for metadata in self.files.metadata), self.omissions
        )
        yield from self.files.rejected
        yield from bad_rows
        for number, source in enumerate(self.files.files):
            if self.names.setdefault(source.file_name, source) is not source and holds_many(source.file_name):
                yield Rejected(str(source), self._same_name(source))
            else:
                yield from _with_runs_shortened(self._source(number, source))

    def _same_name(self, source: SourceFile) -> str:
        first = self.names[source.file_name]
        return f"it is called {source.file_name!r}, as {first} is; next: name the folder above both"

    def _check_name(self, record: Record | PageRecord | BadRecord, source: SourceFile) -> None:
        """Check that a file whose articles are not named after it has a name of its own: an export of a database.

        Raises:
            BadFileError: another file has its name.
        """
        is_own = isinstance(record, Record) and (record.number or record.identifier)
        if is_own and self.names[source.file_name] is not source:
            raise BadFileError(self._same_name(source))

    def _source(self, number: int, source: SourceFile) -> Iterator[Article | WebPage | Rejected]:
        """Yield the articles of a source: a file, compressed or not, or an archive."""
        try:
            for item in open_source(source, self.options, self.omissions):
                if isinstance(item, Rejected):
                    yield item
                else:
                    yield from self._file(item, number, source)
        except BadFileError as error:
            yield Rejected(str(source), str(error))
        except Exception as error:
            if isinstance(error, ReadError) or not isinstance(source, RemoteFile):
                raise
            yield Rejected(str(source), unreadable(error))  # each filesystem raises its own errors

    def _file(self, item: FileToRead, number: int, source: SourceFile) -> Iterator[Article | WebPage | Rejected]:
        """Yield the articles of one file; if the file is damaged, those before the damage."""
        for module, extra in item.format.needs:
            _check_library(item.input_file.shown, module, extra)
        metadata = self.metadata.get(source.key, _NO_METADATA) if self.metadata else _NO_METADATA
        metadata = item.metadata.or_else(metadata)
        records = readable = pages = 0
        try:
            for record in item.format.read(item.input_file, self.options):
                if item.is_source:
                    self._check_name(record, source)
                article = self._read(record, item, number, metadata)
                records += 1
                readable += not isinstance(article, Rejected)
                pages += isinstance(article, WebPage)
                yield article
        except (BadFileError, OSError) as error:
            if isinstance(error, NoTextColumnError) and item.is_source and source.named:
                raise ReadError(f"{source}: {error}") from error
            reason = str(error) if isinstance(error, BadFileError) else unreadable(error)
            what = "web pages" if pages else "articles"
            yield Rejected(
                item.input_file.shown,
                reason + (f" ({what} before the damage are kept: {readable:,})" if readable else ""),
            )
        else:
            if not records:
                yield Rejected(item.input_file.shown, "found no record, expected articles; next: fill it or remove it")

    def _read(
        self, record: Record | PageRecord | BadRecord, item: FileToRead, number: int, metadata: Metadata
    ) -> Article | WebPage | Rejected:
        if isinstance(record, BadRecord):
            return Rejected(item.input_file.shown, record.reason, record.place)
        place = f"{item.format.unit or 'article'} {record.number}" if record.number else None
        try:
            if isinstance(record, PageRecord):
                return self._page(record, item.input_file, number, metadata, place)
            return self._article(record, item.input_file, number, metadata)
        except BadFileError as error:
            return Rejected(item.input_file.shown, str(error), place)

    def _article(self, record: Record, input_file: InputFile, number: int, metadata: Metadata) -> Article:
        record.check(self.options.max_characters)
        identifier = self._claim_id(record.identifier, input_file, record.number, number)
        return record.article(identifier, _file_name(input_file, record.number), record.metadata.or_else(metadata))

    def _page(
        self, record: PageRecord, input_file: InputFile, number: int, metadata: Metadata, place: str | None
    ) -> WebPage:
        return WebPage(
            article_id=self._claim_id(None, input_file, record.number, number),
            file_name=_file_name(input_file, record.number),
            sha256=digest(record.data),
            data=record.data,
            shown=input_file.shown,
            max_characters=self.options.max_characters,
            place=place,
            charset=record.charset,
            address=record.address,
            title=metadata.title,
            publisher=metadata.publisher,
            published_on=metadata.published_on,
            url=metadata.url,
            authors=metadata.authors,
            section=metadata.section,
            published_at=metadata.published_at,
        )

    def _claim_id(self, own: str | None, input_file: InputFile, record: int | None, file: int) -> str:
        """Return the article_id of a record and claim it; `own` is the id in the record."""
        identifier = _identifier(own, input_file.file_name, record)
        if (first := self.taken.claim(identifier, file)) is not None:
            other = self.files.files[first]
            raise BadFileError(_duplicate_id(identifier, other, input_file.file_name, is_own=bool(own)))
        return identifier


def _with_runs_shortened(
    items: Iterator[Article | WebPage | Rejected],
) -> Iterator[Article | WebPage | Rejected]:
    """Yield the items, but a long run of rejected records as its first thousand and one that counts the others."""
    in_a_row, last = 0, None
    for item in items:
        if isinstance(item, Rejected) and item.place is not None:
            in_a_row += 1
            if in_a_row > _MAX_IN_A_ROW:
                last = item
                continue
        elif last is not None:
            yield _run(last, in_a_row)
            in_a_row, last = 0, None
        else:
            in_a_row = 0
        yield item
    if last is not None:
        yield _run(last, in_a_row)


def _run(last: Rejected, count: int) -> Rejected:
    reason = f"found {count - _MAX_IN_A_ROW:,} more bad records in a row, of which this is the last: {last.reason}"
    return Rejected(last.file_name, reason, last.place)


def _folder(metadata: Path | str, options: ReadOptions) -> MetadataFolder:
    if isinstance(metadata, Path):
        return LocalFolder(metadata.parent, options)
    return RemoteFolder(metadata.rpartition("/")[0], options)


def _file_name(input_file: InputFile, record: int | None) -> str:
    return input_file.file_name if record is None else f"{input_file.file_name}#{record}"


def _identifier(own: str | None, file_name: str, record: int | None) -> str:
    if own:
        return normalised_id(own)
    return id_from_name(file_name) if record is None else id_from_number(file_name, record)


def _duplicate_id(identifier: str, first: SourceFile, file_name: str, *, is_own: bool) -> str:
    following = "rename one of them"
    if is_own and not holds_many(file_name):
        following = "leave it, if it is the same article of a newspaper database; otherwise number with --id-column ''"
    elif is_own:
        following = "correct the identifiers, choose another column with --id-column, or number with --id-column ''"
    return f"its article_id would be {identifier!r}, which {first} has already; next: {following}"
