"""The formats ``plan-de-financement`` and ``bilan-annuel-classeur``: the budget of a contract and
the report of each of its years, as workbooks (XlsxWriter)."""

from ppgp_docs.api import Registry, hookimpl
from ppgp_plan_de_financement.format import PlanDeFinancementFormat
from ppgp_plan_de_financement.report.format import BilanAnnuelClasseurFormat


@hookimpl
def ppgp_register(registry: Registry) -> None:
    registry.add_format(PlanDeFinancementFormat())
    registry.add_format(BilanAnnuelClasseurFormat())
