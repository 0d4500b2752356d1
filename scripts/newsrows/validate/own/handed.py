"""What Frictionless is handed to read: the resources of a package whose descriptor it has judged already.

Where Frictionless opens a table it copies each field twice, and for every foreign key it opens a copy of the table that
is pointed to. It makes a copy from a descriptor, which it judges again: more than five hundred descriptors of fields in
nine tables, which take longer than all that is read. The kinds of field and table here know how to be copied without;
what is read and how it is judged stays Frictionless' own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Self

import frictionless
from frictionless.resources import TableResource

# What no cell is held to, and what a field is given anew where it is put into a schema.
_UNREAD = frozenset({"title", "description", "example", "custom", "schema"})


def handed(package: frictionless.Package) -> Iterator[frictionless.Resource]:
    """The resources of a package, to be validated one by one; the package itself is used up."""
    tables = [resource for resource in package.resources if isinstance(resource, TableResource)]
    pointed_at = frictionless.Package(resources=[_PointedAt.like(table) for table in tables], basepath=package.basepath)
    for resource in package.resources:
        if isinstance(resource, TableResource):
            for field in list(resource.schema.fields):
                resource.schema.set_field(_lean(field))
            resource.package = pointed_at
        else:  # nothing but its bytes is looked at
            resource.schema = frictionless.Schema()
        yield resource


class _PointedAt(TableResource):
    """A table that others point to: Frictionless reads a copy of it for each of their foreign keys."""

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
            package=table.package,
        )

    def to_copy(self, **_: Any) -> Self:
        """Another one."""
        return self.like(self)


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
    return kind if issubclass(kind, _Uncopied) else type(kind.__name__, (_Uncopied, kind), {})
