"""`dateline explain`: what the coder sees in one article, and why, in a terminal or as a page."""
