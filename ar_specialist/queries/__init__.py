"""Facts: SQL builders and rows; reads, never writes, never decides."""
