"""The gap in customers and activity of a plan: the table, the sliders, and the way into the tree of targets."""
