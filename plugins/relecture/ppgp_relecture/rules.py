"""Every rule of proofreading, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier
from ppgp_relecture.contract import aims, fiches_cited
from ppgp_relecture.dates import days, hours
from ppgp_relecture.figures import announced, counts, echoes, introduced, texts
from ppgp_relecture.money import approximate, funded_shares, spent_rates
from ppgp_relecture.money import writing as amount_writing
from ppgp_relecture.writing import (
    agreement,
    homophones,
    institutions,
    known_names,
    leftovers,
    locutions,
    misspelt,
    noun_phrases,
    place_names,
    sigles,
    spellings,
    verb_forms,
)

CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    *announced.CHECKS,
    *introduced.CHECKS,
    *texts.CHECKS,
    *counts.CHECKS,
    *echoes.CHECKS,
    *days.CHECKS,
    *hours.CHECKS,
    *funded_shares.CHECKS,
    *spent_rates.CHECKS,
    *approximate.CHECKS,
    *amount_writing.CHECKS,
    *fiches_cited.CHECKS,
    *aims.CHECKS,
    *leftovers.CHECKS,
    *spellings.CHECKS,
    *known_names.CHECKS,
    *sigles.CHECKS,
    *misspelt.CHECKS,
    *place_names.CHECKS,
    *institutions.CHECKS,
    *agreement.CHECKS,
    *noun_phrases.CHECKS,
    *verb_forms.CHECKS,
    *homophones.CHECKS,
    *locutions.CHECKS,
)
