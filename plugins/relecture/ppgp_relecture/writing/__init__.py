"""Names, sigles and slips of the hand; advice about the style."""
