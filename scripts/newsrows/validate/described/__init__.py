"""Any package, held to what its descriptor says of files, columns and keys."""
