"""The five principles (M12) as checks of one work plan: plain data in, verdicts with points and places to mend out."""
