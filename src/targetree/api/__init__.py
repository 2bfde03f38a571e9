"""The REST API: one module a subject, each with a `router`; all of them are thin faces over services."""
