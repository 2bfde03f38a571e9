"""Quarters and months of a plan, whether it is realistic, and the load for other departments."""
