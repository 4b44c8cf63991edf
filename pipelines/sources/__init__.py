"""Where raw documents come from: folders and files of every kind, feeds and pages. One module a kind, one line each in
`KINDS`."""
