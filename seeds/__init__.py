"""Reference data under review and sample articles; read as package data, never by a path of a machine."""
