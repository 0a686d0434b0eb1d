"""Amounts and shares that texts tell, held against the budget of their fiche."""
