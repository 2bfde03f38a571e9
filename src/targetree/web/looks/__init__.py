"""How things are shown: amounts, the built front end's files, what stands around a page."""
