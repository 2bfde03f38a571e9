"""Why is this my number: the receipt of any figure."""
