"""An article in; sentences, places, times, actors, claims and event mentions out. Pure: no disk, no clock, no log."""
