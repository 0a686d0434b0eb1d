"""The format ``etude-de-cas``: the case study of a territory as a tagged PDF (WeasyPrint)."""
