"""What changed between two versions of a data package, in its schemas or its rows, and whom each change breaks."""
