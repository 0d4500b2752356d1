"""Table Schemas read into a small model, and the polars, Arrow and Pandera schemas derived from it.

Only the model is imported here: `newsrows.schema.frames` needs polars and pyarrow, `newsrows.schema.checks` Pandera.
"""

from newsrows.schema.load import SchemaError, load_tables, read_table
from newsrows.schema.model import Constraints, Field, ForeignKey, TableSchema

__all__ = ["Constraints", "Field", "ForeignKey", "SchemaError", "TableSchema", "load_tables", "read_table"]
