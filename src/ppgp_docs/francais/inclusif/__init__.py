"""Inclusive writing: one notation in the source, the form that the profile asks for in print.

``notation`` reads and prints it; ``genres`` and ``deux_genres`` know words in both genders,
``genre_fixe``, ``groupes`` and ``qualificatifs`` what agrees with what; ``doublets`` writes both
words in full; ``relecture`` tells what no rule can mend.
"""
