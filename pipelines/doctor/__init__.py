"""What `dateline doctor` looks at. It only looks: nothing here writes, makes, mends or locks anything for others."""
