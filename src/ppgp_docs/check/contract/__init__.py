"""A contract with the State: envelopes, objectives, the stamp of remote transmission."""
