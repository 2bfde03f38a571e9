"""What numbers are shared by: history, potential, capacity, weights, product mix, seasons."""
