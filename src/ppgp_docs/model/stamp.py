"""The stamp of an act that was sent to the prefect."""

from __future__ import annotations

from attrs import frozen

from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Words


@frozen(kw_only=True, repr=False)
class Tampon(Located):
    """The remote-transmission stamp of @CTES, copied from the acknowledgement, never made up."""

    identifiant: str
    envoi: DatePrecise | None = None
    reception: DatePrecise | None = None
    publication: DatePrecise | None = None
    recueil: Words = Words("")

    @property
    def executoire(self) -> bool:
        """Whether the act is executory: received by the prefect and published (CGCT, L. 3131-1)."""
        return bool(self.reception and self.publication)

    @property
    def precisions(self) -> tuple[tuple[str, str, str], ...]:
        """What is printed under its identifier: the field, its label, what it says. A collection
        of which no date says when it published the act stands by itself."""
        dated = tuple(
            (field, label, date.en_chiffres()) for field, label, date in self.dates if date
        )
        alone = self.recueil and not self.publication
        return (*dated, ("recueil", "Recueil", self.recueil)) if alone else dated

    @property
    def dates(self) -> tuple[tuple[str, str, DatePrecise | None], ...]:
        """Its dates in their order: the field, its label as it is printed, the date if known."""
        where = f" au {self.recueil}" if self.recueil else ""
        return (
            ("envoi", "Envoi en préfecture", self.envoi),
            ("reception", "Réception par le préfet", self.reception),
            ("publication", f"Publication{where}", self.publication),
        )
