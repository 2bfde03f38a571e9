"""Handing in, talking over, agreeing; copies, letters, paper, the planning season."""
