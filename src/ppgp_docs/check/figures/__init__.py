"""Figures that must agree, in fields and in texts."""
