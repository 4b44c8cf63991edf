"""A small journal as each release wrote it, with what must be read from it."""
