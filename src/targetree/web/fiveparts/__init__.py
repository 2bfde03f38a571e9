"""The five parts of a plan: the flow for the phone, the whole on one page, and the needs of everybody below."""
