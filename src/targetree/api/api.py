"""The REST API of `/api/v1/`: every module of this package that has a `router` belongs to it."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ninja import Router
from ninja.operation import PathView

from .answering import around
from .description import TEXT, Described
from .entrance import Session, Token
from .errors import handle_errors
from .reading import Reader


def _routers() -> list[Router]:
    package = __name__.rpartition(".")[0]
    modules = [import_module(f"{package}.{found.name}") for found in iter_modules(import_module(package).__path__)
               if f"{package}.{found.name}" != __name__]  # fmt: skip
    return [module.router for module in modules if hasattr(module, "router")]


def _as_one(routers: list[Router]) -> Router:
    """All operations in one router, so that several modules may have operations at the same address."""
    whole = Router()
    for router in routers:
        for path, view in router.path_operations.items():
            together = whole.path_operations.setdefault(path, PathView())
            for operation in view.operations:
                if operation.tags is None:
                    operation.tags = router.tags
                together.operations.append(operation)
    return whole


api = Described(
    title="Targetree",
    version="1",
    description=TEXT,
    urls_namespace="api",
    docs_url=None,
    auth=[Token(), Session()],
    parser=Reader(),
)
handle_errors(api)
api.add_decorator(around(api), mode="view")
api.add_router("", _as_one(_routers()))
