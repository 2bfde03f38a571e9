"""The sample company: a seeded generator of a believable Chinese sales organisation."""
