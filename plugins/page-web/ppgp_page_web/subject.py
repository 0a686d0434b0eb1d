"""What a page is about."""

from ppgp_docs.api import Document, contrat


def is_of_contract(document: Document) -> bool:
    """Whether a document sums up the contract."""
    return any(isinstance(each, contrat.Contrat) for each in document.prints)
