"""The gap in customers and what it takes to close it (M14): from people's own rates to visits, and into the tree."""
