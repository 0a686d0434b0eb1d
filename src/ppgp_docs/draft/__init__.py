"""A dossier that is not finished: read with its gaps in sight, and what remains to be done."""
