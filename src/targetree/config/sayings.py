"""The few answers that are given before any page could be."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe


def too_large(request: HttpRequest, most_mib: int) -> HttpResponseBase:
    """413: what was sent is too large."""
    text = f"More than {most_mib} MiB cannot be sent at once. 一次最多上传 {most_mib} MiB。"
    if request.path.startswith("/api/"):
        problem = {"code": "request-too-large", "message": text, "details": [{"most_mib": most_mib}]}
        return JsonResponse({"error": problem}, status=413)
    return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")


@require_safe
def health(_request: HttpRequest) -> HttpResponseBase:
    """Whether the server answers and its database does."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok"})
