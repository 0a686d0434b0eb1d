"""Drawing: pages turned into native slides."""
