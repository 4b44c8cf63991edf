"""Mentions in, events out: which reports are of one event in the world."""
