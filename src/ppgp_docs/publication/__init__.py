"""Who may be named, quoted, shown: consents, and what their withdrawal takes out."""
