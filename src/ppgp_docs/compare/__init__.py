"""What changed between two states of a dossier, field by field, in words that people use."""
