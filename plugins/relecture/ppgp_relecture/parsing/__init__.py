"""What a text says: its words, amounts, quantities, parts, with their places; emits nothing."""
