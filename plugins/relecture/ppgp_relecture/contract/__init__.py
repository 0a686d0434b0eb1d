"""What a fiche says of other fiches of its contract, and of what it aims at."""
