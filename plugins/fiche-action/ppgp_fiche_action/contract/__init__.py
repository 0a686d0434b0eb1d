"""The summary of a contract: its tables and what its template may name."""
