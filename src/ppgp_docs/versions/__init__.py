"""Earlier states of a dossier, kept beside it, named or not; compared and brought back."""
