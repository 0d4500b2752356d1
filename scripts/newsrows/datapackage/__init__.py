"""The Data Package standard: one model of packages, resources, Table Schemas and dialects, and how they are read.

`newsrows.datapackage.loading` reads a package strictly, for comparisons: whatever could be misunderstood is an error.
`newsrows.datapackage.descriptor` builds the same model leniently: whatever cannot be understood is left out.

Nothing here needs polars, except `newsrows.datapackage.values`, which turns texts into typed values.
"""

from newsrows.datapackage.descriptor import build_schema
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.model import Constraints, Dialect, Field, ForeignKey, Package, Resource, TableSchema
from newsrows.records import PackageError

__all__ = [
    "Constraints",
    "Dialect",
    "Field",
    "ForeignKey",
    "Limits",
    "Package",
    "PackageError",
    "Resource",
    "TableSchema",
    "build_schema",
]
