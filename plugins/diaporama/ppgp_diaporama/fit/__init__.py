"""Making slides fit: text measured before anything is drawn, stepped down, then split."""
