"""What was checked of the accessibility of documents, by which rule; what a person must look at."""
