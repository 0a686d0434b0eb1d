"""Budgets: totals, years, the amounts that texts tell."""
