"""Files that a page hands over, to be saved under their names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from targetree.books.listing import Listing
from targetree.services.exchange.screen_out import File

_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def handed(data: bytes, name: str) -> HttpResponse:
    """The file; its kind is what its name ends with."""
    disposition = content_disposition_header(True, name) or "attachment"
    kind = _KINDS[name.rpartition(".")[2]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})


def handed_file(file: File) -> HttpResponse:
    """What a use case made."""
    return handed(file.data, file.name)


def handed_list(request: HttpRequest, listing: Listing, name: str) -> HttpResponse:
    """The list as Excel, with `?format=csv` as CSV, under the name and today's date."""
    stem = f"{name}-{timezone.localdate()}"
    if request.GET.get("format") == "csv":
        return handed(listing.csv(), f"{stem}.csv")
    return handed(listing.xlsx(), f"{stem}.xlsx")
