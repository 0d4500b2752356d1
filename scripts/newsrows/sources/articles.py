"""Files to articles, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsrows.records import Article, Rejected, WebPage
from newsrows.sources.article_ids import TakenIds, article_id, given_id, record_id
from newsrows.sources.errors import BadFileError, NoTextColumnError, ReadError, check
from newsrows.sources.formats.html import open_page
from newsrows.sources.formats.registry import FORMATS
from newsrows.sources.locate.files import Found, find_files
from newsrows.sources.locate.opening import ToRead, open_source
from newsrows.sources.locate.streams import RemoteFile, SourceFile, unreadable
from newsrows.sources.locate.suffixes import holds_many, split_suffixes
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.metadata_csv import LocalFolder, MetadataFolder, RemoteFolder, read_metadata_files
from newsrows.sources.options import MAX_CHARACTERS, MAX_RATIO, ReadOptions
from newsrows.sources.record import BadRecord, Input, PageRecord, Record, digest


def read_articles(
    sources: Sequence[str | Path],
    *,
    max_characters: int = MAX_CHARACTERS,
    text_column: str | None = None,
    id_column: str | None = None,
    max_ratio: int = MAX_RATIO,
) -> Iterator[Article | Rejected]:
    """The articles in `sources`, as `find_files` and `read_files` give them.

    Raises:
        ReadError: a source cannot be used, or a folder holds no article; at once, not at the first article.
    """
    return read_files(
        find_files(sources),
        max_characters=max_characters,
        text_column=text_column,
        id_column=id_column,
        max_ratio=max_ratio,
    )


def read_files(
    found: Found,
    *,
    max_characters: int = MAX_CHARACTERS,
    text_column: str | None = None,
    id_column: str | None = None,
    max_ratio: int = MAX_RATIO,
) -> Iterator[Article | Rejected]:
    """The articles in the files found, in their order, read one at a time; what cannot be read comes as `Rejected`.

    Of articles that would have the same article_id the first that can be read has it, the others are rejected; a web
    page has it before anybody knows whether there is an article in it. What an article says of itself goes before what
    metadata.csv says, and that before what is guessed from a web page. Memory does not grow with the size of a file,
    but by 18 to 36 bytes an article.

    Args:
        found: what `find_files` found.
        max_characters: length of an article, in Unicode code points, above which it is rejected.
        text_column: column of a table, or key of JSON objects, that holds the text; None: one of the usual names.
        id_column: likewise for article_id; '': number the records.
        max_ratio: how many times its size an archive may unpack to.

    Raises:
        ReadError: a library of an extra is missing: at once. A file that the user named is a table without a text:
            where it is reached.
    """
    options = ReadOptions(max_characters, text_column, id_column, max_ratio)
    return map(_opened, read_unopened(found, options))


def read_unopened(found: Found, options: ReadOptions) -> Iterator[Article | WebPage | Rejected]:
    """Read as `read_files` does, but leave web pages unopened: workers open them with `newsrows.sources.open_page`.

    Finding the article in a page takes some thirty times as long as reading the page.

    Args:
        found: what `find_files` found.
        options: how to read.

    Raises:
        ReadError: as `read_files` does.
    """
    for source in found.files:
        _check_libraries(source)
    return _Reading(found, options).items()


def _opened(item: Article | WebPage | Rejected) -> Article | Rejected:
    return open_page(item) if isinstance(item, WebPage) else item


def _check_libraries(source: SourceFile) -> None:
    suffix, _ = split_suffixes(source.file_name)
    if suffix in FORMATS:
        for module, extra in FORMATS[suffix].needs:
            _check(str(source), module, extra)


def _check(shown: str, module: str, extra: str) -> None:
    try:
        check(module, extra)
    except ReadError as error:
        raise ReadError(f"{shown}: {error}") from error


_NOTHING = Metadata()


@dataclass(slots=True)
class _Reading:
    """One run over the files found."""

    found: Found
    options: ReadOptions
    taken: TakenIds = field(default_factory=TakenIds)
    described: Mapping[str, Metadata] = field(default_factory=dict)

    def items(self) -> Iterator[Article | WebPage | Rejected]:
        self.described, unused = read_metadata_files(map(_folder, self.found.metadata))
        yield from self.found.rejected
        yield from unused
        names: dict[str, SourceFile] = {}
        for number, source in enumerate(self.found.files):
            if (first := names.setdefault(source.file_name, source)) is not source and holds_many(source.file_name):
                reason = f"it is called {source.file_name!r}, as {first} is; next: name the folder above both"
                yield Rejected(str(source), reason)
            else:
                yield from self._source(number, source)

    def _source(self, number: int, source: SourceFile) -> Iterator[Article | WebPage | Rejected]:
        """The articles of a file, packed or not, or of an archive."""
        try:
            for item in open_source(source, self.options):
                if isinstance(item, Rejected):
                    yield item
                else:
                    yield from self._file(item, number, source)
        except BadFileError as error:
            yield Rejected(str(source), str(error))
        except Exception as error:
            if isinstance(error, ReadError) or not isinstance(source, RemoteFile):
                raise
            yield Rejected(str(source), unreadable(error))  # each filesystem has errors of its own

    def _file(self, item: ToRead, number: int, source: SourceFile) -> Iterator[Article | WebPage | Rejected]:
        """The articles of one file: where it breaks off, those before the place are kept."""
        for module, extra in item.form.needs:
            _check(item.given.shown, module, extra)
        described = self.described.get(source.key, _NOTHING) if self.described else _NOTHING
        described = item.described.or_else(described)
        records = kept = pages = 0
        try:
            for record in item.form.read(item.given, self.options):
                read = self._read(record, item, number, described)
                records += 1
                kept += not isinstance(read, Rejected)
                pages += isinstance(read, WebPage)
                yield read
        except (BadFileError, OSError) as error:
            if isinstance(error, NoTextColumnError) and item.is_source and source.named:
                raise ReadError(f"{source}: {error}") from error
            reason = str(error) if isinstance(error, BadFileError) else unreadable(error)
            what = "web pages" if pages else "articles"
            yield Rejected(
                item.given.shown, reason + (f" ({what} before it, which were kept: {kept:,})" if kept else "")
            )
        else:
            if not records:
                yield Rejected(item.given.shown, "found no record, expected articles; next: fill it or remove it")

    def _read(
        self, record: Record | PageRecord | BadRecord, item: ToRead, number: int, described: Metadata
    ) -> Article | WebPage | Rejected:
        if isinstance(record, BadRecord):
            return Rejected(item.given.shown, record.reason, record.place)
        place = f"{item.form.unit} {record.number}" if record.number else None
        try:
            if isinstance(record, PageRecord):
                return self._page(record, item.given, number, described, place)
            return self._article(record, item.given, number, described)
        except BadFileError as error:
            return Rejected(item.given.shown, str(error), place)

    def _article(self, record: Record, given: Input, number: int, described: Metadata) -> Article:
        record.check(self.options.max_characters)
        identifier = self._claimed(record.identifier, given, record.number, number)
        return record.article(identifier, _file_name(given, record.number), record.metadata.or_else(described))

    def _page(self, record: PageRecord, given: Input, number: int, described: Metadata, place: str | None) -> WebPage:
        return WebPage(
            article_id=self._claimed(None, given, record.number, number),
            file_name=_file_name(given, record.number),
            sha256=digest(record.data),
            data=record.data,
            shown=given.shown,
            max_characters=self.options.max_characters,
            place=place,
            charset=record.charset,
            address=record.address,
            title=described.title,
            publisher=described.publisher,
            published_on=described.published_on,
            url=described.url,
        )

    def _claimed(self, own: str | None, given: Input, record: int | None, file: int) -> str:
        """The article_id of a record, whose own identifier is `own`; nobody else gets it afterwards."""
        identifier = _identifier(own, given.file_name, record)
        if (first := self.taken.claim(identifier, file)) is not None:
            raise BadFileError(_taken(identifier, self.found.files[first], is_own=bool(own)))
        return identifier


def _folder(metadata: Path | str) -> MetadataFolder:
    return LocalFolder(metadata.parent) if isinstance(metadata, Path) else RemoteFolder(metadata.rpartition("/")[0])


def _file_name(given: Input, record: int | None) -> str:
    return given.file_name if record is None else f"{given.file_name}#{record}"


def _identifier(own: str | None, file_name: str, record: int | None) -> str:
    if own:
        return given_id(own)
    return article_id(file_name) if record is None else record_id(file_name, record)


def _taken(identifier: str, first: SourceFile, *, is_own: bool) -> str:
    following = "rename one of them"
    if is_own:
        following = "correct the identifiers, choose another column with --id-column, or number with --id-column ''"
    return f"its article_id would be {identifier!r}, which {first} has already; next: {following}"
