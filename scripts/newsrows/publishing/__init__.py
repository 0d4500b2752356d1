"""Tables to files and their descriptor."""

from newsrows.publishing.atomic import check_folder, check_url, files_of, is_own_descriptor, replacing, upload
from newsrows.publishing.descriptor import PackageInfo, publishers
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DATA, DESCRIPTOR, csv_path, parquet_path
from newsrows.publishing.package import export_package, write_package

__all__ = [
    "DATA",
    "DESCRIPTOR",
    "ExportError",
    "PackageInfo",
    "check_folder",
    "check_url",
    "csv_path",
    "export_package",
    "files_of",
    "is_own_descriptor",
    "parquet_path",
    "publishers",
    "replacing",
    "upload",
    "write_package",
]
