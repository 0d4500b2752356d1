"""The Table Schemas of newsrows' own tables, and the polars, Arrow and Pandera schemas derived from Table Schemas.

The schemas are values of `newsrows.datapackage`. Importing this package loads no library: `newsrows.schema.frames`
and `newsrows.schema.constraint_rules` need polars and pyarrow, `newsrows.schema.checks` needs Pandera.
"""

from newsrows.datapackage.model import Constraints, Field, ForeignKey, TableSchema
from newsrows.schema.load import ID_CHANGES, SchemaError, load_id_changes, load_tables, read_table

__all__ = [
    "ID_CHANGES",
    "Constraints",
    "Field",
    "ForeignKey",
    "SchemaError",
    "TableSchema",
    "load_id_changes",
    "load_tables",
    "read_table",
]
