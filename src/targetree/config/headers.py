"""What a browser may do with our pages, said in every answer; and how much it may send us."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from .sayings import too_large

Handler = Callable[[HttpRequest], HttpResponseBase]

_SELF = "'self'"
_POLICY = {
    "default-src": _SELF,
    "script-src": _SELF,
    "style-src": _SELF,
    "style-src-attr": "'unsafe-inline'",  # charts and the grid write widths and colours into attributes
    "img-src": f"{_SELF} data: blob:",
    "font-src": _SELF,
    "connect-src": _SELF,
    "worker-src": _SELF,
    "manifest-src": _SELF,
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": _SELF,
}
_PERMISSIONS = "camera=(), microphone=(), payment=(), usb=()"


def content_security_policy(other_sign_in: bool) -> str:
    """Everything comes from ourselves. With sign-in elsewhere a form may lead to that provider."""
    policy = dict(_POLICY)
    if other_sign_in:
        policy["form-action"] = f"{_SELF} https:"
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class Headers:
    """Adds the headers that are the same for every answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.policy = content_security_policy(bool(settings.TARGETREE_SIGN_IN))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class Limits:
    """Refuses what is larger than may be sent, before anything of it is read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.most = settings.TARGETREE_UPLOAD_MIB

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return HttpResponse(status=400)
        if length > self.most << 20:
            return too_large(request, self.most)
        return self.get_response(request)
