"""Plan checks: why a plan has its score, where to mend it, and whose plan is sound."""
