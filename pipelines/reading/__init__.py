"""A raw document in, a clean article out: body, headline, date, byline, agencies, language."""
