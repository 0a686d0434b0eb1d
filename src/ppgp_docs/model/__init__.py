"""Step 4, model: the immutable, typed dossier.

``dossier`` holds the case study, ``blocs`` its typed blocks, ``fiche`` the fiche action, its
budget and its contract; ``build`` makes them from validated values.
"""
