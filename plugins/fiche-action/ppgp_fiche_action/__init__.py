"""The format ``fiche-action``: the grant sheet of the State contract as a Word file (docxtpl)."""
