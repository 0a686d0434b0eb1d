"""What makes the document, whatever reads it: one HTML, its figures, charts and pictures."""
