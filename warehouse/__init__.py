"""Where the data lives: the journal, the build file, its models (one SELECT a file) and the published versions."""
