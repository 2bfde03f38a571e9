"""Every address with its methods, from Django's table and from the API's operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def operations() -> set[tuple[str, str]]:
    """(name of the address, method) of everything that can be asked here."""
    return {*_pages(), *_api()}


def _api() -> Iterator[tuple[str, str]]:
    from targetree.api.api import api

    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                name = getattr(operation, "url_name", "") or operation.view_func.__name__
                yield from ((f"api:{name}", method) for method in operation.methods)
    yield "api:openapi-json", "GET"


def _pages() -> Iterator[tuple[str, str]]:
    for name, pattern in patterns():
        if not name.startswith("api:"):
            yield from ((name, method) for method in methods_of(pattern.callback))


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """All patterns with their full names, `?` where one has none."""
    return _walk(get_resolver().url_patterns, ())


def _walk(found: list[Any], spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, pattern.name or "?")), pattern


def methods_of(view: Callable[..., Any]) -> list[str]:
    """The methods that a view says it takes; an old redirect takes GET."""
    if not is_ours(view):
        return ["GET"]
    made_of = getattr(view, "view_class", None)
    if made_of is not None:
        return [method for method in METHODS if hasattr(made_of, method.lower())]
    step: Any = view
    while step is not None:
        cells = dict(zip(step.__code__.co_freevars, step.__closure__ or (), strict=True))
        if "request_method_list" in cells:
            return [m for m in cells["request_method_list"].cell_contents if m in METHODS]
        step = getattr(step, "__wrapped__", None)
    raise AssertionError(f"{view.__module__}.{view.__name__} does not say its methods: @require_safe, @require_POST …")


def is_ours(view: Callable[..., Any]) -> bool:
    """Whether the view is part of this program; those of allauth and Django are asked with GET alone."""
    return str(getattr(view, "__module__", "")).startswith("targetree.")
