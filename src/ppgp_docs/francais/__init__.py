"""French: typesetting, inclusive writing, proofreading, numbers, dates, territories.

Pure functions over text and values. Nothing here imports the rest of `ppgp_docs`, and nothing
heavy is imported before the function that needs it is called.

- `typographie`: sets a plain text, or a paragraph cut into runs, the French way (`regles`);
- `inclusif`: writes `professionnel·le·s` as the profile asks (`genres` holds the words);
- `relecture`, `relecture_inclusive`: what typesetting changes in words, and what only the author
  can mend;
- `lisibilite`: long sentences, obscure sigles, jargon, reading ease;
- `accords`: nouns that agree with a count, lists in a sentence;
- `nombres`: numbers, money and percentages, written and read;
- `dates`: dates that know their precision, written and read;
- `territoires`: the départements, their grammar and the authority in charge;
- `pliage`: when two names are the same, whoever typed them and wherever;
- `named`, `person_name`, `known_person`: who a text names, and whether it names someone known.
"""
