"""A report of the warehouse as one page for a browser: rows in, HTML out. Pure but for `showing.py`."""
