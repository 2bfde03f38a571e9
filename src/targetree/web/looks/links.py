"""Addresses of pages that another area makes."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def there(name: str, *args: object) -> str:
    """The address of a page; blank while there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
