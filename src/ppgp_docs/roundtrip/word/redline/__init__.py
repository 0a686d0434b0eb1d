"""Two Word files of ours as one with tracked changes: taken, it reads as the second; refused, as
the first."""
