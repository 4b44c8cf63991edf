"""`dateline evaluate`: the coder measured on articles that a person has annotated."""
