"""The arithmetic of splitting: exact shares, running rounds, paced counts, months into days."""
