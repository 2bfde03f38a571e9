"""The pages: Django views and templates over the services."""
