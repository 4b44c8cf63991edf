"""Where raw documents come from: folders, JSONL files. One module a kind, one line each in `KINDS`."""
