"""What users do: one function for each use case, one transaction each. Nothing else touches the store."""
