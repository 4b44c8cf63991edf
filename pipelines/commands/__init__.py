"""The commands of `dateline`, one module a group: what each asks for and shows. What they do lives in `steps`."""
