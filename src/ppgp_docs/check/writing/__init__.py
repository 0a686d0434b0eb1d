"""The writing itself: inclusive forms, sigles, spellings, leftovers, advice."""
