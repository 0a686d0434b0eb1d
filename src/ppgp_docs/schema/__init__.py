"""Step 3, validate, and all that is made of the schemas: reference, forms, editors' files."""
