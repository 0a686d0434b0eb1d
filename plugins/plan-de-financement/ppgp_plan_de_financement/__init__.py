"""The format ``plan-de-financement``: the budget of a contract as a workbook (XlsxWriter)."""

from ppgp_docs.api import Registry, hookimpl
from ppgp_plan_de_financement.format import PlanDeFinancementFormat


@hookimpl
def ppgp_register(registry: Registry) -> None:
    registry.add_format(PlanDeFinancementFormat())
