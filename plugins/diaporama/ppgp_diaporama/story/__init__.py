"""What the deck tells: a dossier turned into slides, no library of office files in sight."""
