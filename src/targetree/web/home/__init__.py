"""The first address: everybody is led to where their day begins."""
