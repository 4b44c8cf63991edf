"""Recipes of the small models that ship in `seeds`; nothing here runs when articles are coded."""
