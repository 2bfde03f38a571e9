"""Plan checks (M12): facts of plans gathered in bulk, judged, and told with the place to mend."""
