"""What Frictionless is handed to read: the resources of a package whose descriptor it has judged already.

Where Frictionless opens a table it copies each field twice, and for every foreign key it opens a copy of the table that
is pointed to. It makes a copy from a descriptor, which it judges again: more than five hundred descriptors of fields in
nine tables, which take longer than all that is read. The fields here are not copied, and the tables that others point
to are read once; what is read and how it is judged stays Frictionless' own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Self

import frictionless
from frictionless.resources import TableResource

# What no cell is held to, and what a field is given anew where it is put into a schema.
_UNREAD = frozenset({"title", "description", "example", "custom", "schema"})


def handed(package: frictionless.Package) -> Iterator[frictionless.Resource]:
    """The resources of a package, to be validated one by one; the package itself is used up."""
    tables = [resource for resource in package.resources if isinstance(resource, TableResource)]
    names = {key["reference"]["resource"] for table in tables for key in table.schema.foreign_keys}
    targets = frictionless.Package(
        resources=[_PointedAt.like(table) for table in tables if table.name in names], basepath=package.basepath
    )
    for resource in package.resources:
        if isinstance(resource, TableResource):
            for field in list(resource.schema.fields):
                resource.schema.set_field(_lean(field))
            resource.package = targets
        else:  # nothing but its bytes is looked at
            resource.schema = frictionless.Schema()
        yield resource


class _PointedAt(TableResource):
    """A table that others point to: for each of their foreign keys Frictionless asks for a copy, and for its rows."""

    _rows: Sequence[frictionless.Row] | None = None

    @classmethod
    def like(cls, table: TableResource) -> Self:
        """The table again, as far as reading its cells goes."""
        fields = [_lean(field) for field in table.schema.fields]
        return cls(
            name=table.name,
            path=table.path,
            format=table.format,
            encoding=table.encoding,
            dialect=table.dialect,
            schema=frictionless.Schema(fields=fields, missing_values=table.schema.missing_values),
        )

    def to_copy(self, **_: Any) -> Self:
        """The table itself: it points to no other, so that it is closed whenever somebody asks for it."""
        return self

    def open(self) -> Self:
        """Open the file, unless it was read to the end before."""
        if self._rows is None:
            super().open()  # type: ignore[no-untyped-call]
        return self

    @property
    def row_stream(self) -> Iterator[frictionless.Row]:
        """The rows, read from the file the first time."""
        if self._rows is None:
            self._rows = list(super().row_stream)
        return iter(self._rows)


class _Uncopied:
    """A field whose copies are the field itself, for here nothing changes it."""

    def to_copy(self, **_: Any) -> Self:
        """The field."""
        return self


def _lean(field: frictionless.Field) -> frictionless.Field:
    """The field without what is there for people."""
    given = {name: getattr(field, name) for name in field.list_defined() if name not in _UNREAD}
    kind: Any = type(field)
    lean: frictionless.Field = _uncopied(kind)(**given)
    return lean


@cache
def _uncopied(kind: Any) -> Any:
    return type(kind.__name__, (_Uncopied, kind), {})
