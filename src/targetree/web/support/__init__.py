"""The support page: what a number rests on, what is missing, and what the customers behind it can bring."""
