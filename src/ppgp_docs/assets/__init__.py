"""What formats draw with: fonts, themes, pictures, zip files."""
