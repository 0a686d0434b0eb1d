"""Word files read back: what stands in each field, what was typed beside, revised, remarked."""
