from ppgp_docs.api import Document, hookimpl


class Chiffres:
    """The figures of a dossier, as a table for a spreadsheet."""

    id, label, suffix, media_type = "chiffres", "Chiffres", ".csv", "text/csv"

    def documents(self, dossier):
        return [Document(self.id, f"chiffres-{dossier.slug}", "Les chiffres", dossier)]

    def refusal(self, document):
        return None if document.dossier.chiffres else "ce dossier n’a pas de chiffre"

    def render(self, document, context):
        figures = sorted(document.dossier.chiffres.items())
        rows = [f"{name};{figure.en_chiffres}" for name, figure in figures]
        if context.is_project:
            rows += ["PROJET", *context.draft, *context.remaining]
        return "\n".join(["nom;valeur", *rows]).encode()


@hookimpl
def ppgp_register(registry):
    registry.add_format(Chiffres())
