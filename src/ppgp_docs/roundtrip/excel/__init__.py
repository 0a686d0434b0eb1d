"""Excel files read back: the lines of each table by their address, what was typed beside them."""
