"""The format ``diaporama``: the story of a territory as native slides (python-pptx)."""
