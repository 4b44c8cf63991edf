"""The append-only journal: numbered, immutable Parquet segments, and an index of their heads."""
