"""French typesetting of plain text: spaces, signs, numbers, ordinals, capitals.

``composition`` applies ``regles``, the families of rules in their order, to a text or to its runs;
the others hold the rules, by what they set.
"""
