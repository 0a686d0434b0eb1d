"""The French package as a whole."""

import subprocess
import sys

_LIRE_SANS_RIEN_CHARGER = """
import sys
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.francais.nombres import lire_montant
from ppgp_docs.francais.territoires import departement
from ppgp_docs.francais.typographie.composition import composer
lire_date("fin 2022"), lire_montant("12 500 €"), departement("01"), composer("l'Ain !")
print(*({"babel", "num2words"} & set(sys.modules)))
"""


def test_reading_and_setting_french_loads_no_heavy_library() -> None:
    commande = [sys.executable, "-c", _LIRE_SANS_RIEN_CHARGER]
    vu = subprocess.run(commande, capture_output=True, text=True, check=True)
    assert vu.stdout.strip() == ""
