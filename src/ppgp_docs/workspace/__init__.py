"""What lies on the disk: dossiers, resources, documents written."""
