"""Step 2, load: YAML text to a tree whose every node knows its file, line and column."""
