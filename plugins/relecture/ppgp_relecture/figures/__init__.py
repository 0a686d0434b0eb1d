"""Counts, shares and announced numbers that texts tell."""
