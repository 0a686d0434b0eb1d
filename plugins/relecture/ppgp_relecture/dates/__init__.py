"""Dates that texts tell."""
