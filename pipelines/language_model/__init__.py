"""A language model as a second coder: what it is asked, how its answer is read and held to the text, and the asking.

Only `asking.py` goes to the network. What makes mentions of an answer is pure, so that a stored one can be read again
without paying.
"""
