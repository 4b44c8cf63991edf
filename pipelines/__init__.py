"""How the data is made: sources, reading, coding, linking, and the assets and commands that run them."""
