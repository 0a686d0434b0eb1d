"""What makes the PDF of the document: WeasyPrint, and the tags that it leaves incomplete."""
