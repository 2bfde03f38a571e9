"""The long-term plan (M19, M20): quarters with a focus, months with checkpoints, its realism and its load."""
