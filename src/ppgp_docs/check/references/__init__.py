"""Names that designate something, the order of the parts."""
