"""Changes to a dossier as patches of its text: every byte outside the change stays as it was.

A dump would rewrite a person's comments, order, quotes and folds. ``changes`` says what can be
asked, ``apply`` does it and proves it, ``save`` writes it unless the file changed meanwhile.
"""
