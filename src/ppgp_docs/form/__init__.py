"""Forms made from the schemas: a Word form of a dossier or of a fiche, an Excel form of a budget.

Blank or filled with what the dossier says; each field names its place, so that they come back.
"""
