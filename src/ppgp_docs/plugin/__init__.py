"""The contract with plugins: their hooks, their formats, how they are loaded and heard."""
