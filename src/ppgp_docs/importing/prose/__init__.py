"""Free notes (Word, LibreOffice, text) become the draft of a dossier.

Read as items, numbered in their order (``items``, and a reader for each kind of file); cut into
parts (``headings``, ``parts``); written as YAML in which every text says which paragraph it comes
from (``writing``). Nothing is thrown away and nothing invented: what has no place goes, word for
word, under ``a_classer``.
"""
