"""The grant sheet: its rows, the blocks in them, its budget."""
