"""People: consents of those who are quoted, shown or reached; their contacts."""
