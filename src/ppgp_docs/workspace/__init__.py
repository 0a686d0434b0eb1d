"""What lies on the disk: dossiers, resources, fingerprints, documents written."""
