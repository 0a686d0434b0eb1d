"""Dates that must follow one another, days that exist."""
