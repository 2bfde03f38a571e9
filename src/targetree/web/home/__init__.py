"""The first address: on to what matters to whoever comes."""
