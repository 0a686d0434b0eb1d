"""What a file that leaves says of itself, and how it is read when it comes back.

Each value of the dossier stands in a control that names its place; the list of these fields, with
what was sent of each, travels in the file. Nothing here knows a dossier: ``importing`` compares.
"""
