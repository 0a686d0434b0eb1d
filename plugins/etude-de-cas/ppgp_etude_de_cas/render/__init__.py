"""From a dossier to the bytes of its PDF: text, pictures, HTML, style, tags."""
