"""A file that comes back is compared with what was sent and with the dossier as it is now.

Nothing is written before someone has said yes; then through ``edit``, with its proof.
"""
