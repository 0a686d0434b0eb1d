"""The last touches on a filled file: colours, direct formatting, the mark of a project."""
