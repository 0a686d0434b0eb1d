"""What makes the PDF of the document: WeasyPrint, and the tags that it leaves incomplete."""

from ppgp_etude_de_cas.pdf.libraries import under_their_names

with under_their_names():
    import weasyprint  # noqa: F401
