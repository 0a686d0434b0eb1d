"""The head of the fiches of these tests, whose only text is the sentence that is tried."""

HEAD = """\
numero: 8
titre: Des visites
objectif: {{numero: 4, intitule: Un objectif}}
referent: DPMIPE
rubriques: [{{cle: moyens, blocs: ["{}"]}}]
"""
"""To be given the sentence by ``format``."""
