"""People's names in texts: read, told from other words, found again however they are written.

``prenom_et_nom`` reads a name; ``noms_connus`` finds someone whose name is known (who withdrew a
consent); ``noms_inconnus`` finds whoever a text names; ``civilites``, those behind « Mme », « Me ».
"""
