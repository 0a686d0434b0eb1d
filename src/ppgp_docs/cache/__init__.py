"""What a run leaves for the next one, in the user's cache: digests of files, what they led to."""
