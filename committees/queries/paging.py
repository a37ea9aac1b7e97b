"""Pages of a list by key, as the house keeps them for every office."""

from majlis.queries.paging import PAGE_ROWS, Page, page_from, page_of, read_token, write_token

__all__ = ["PAGE_ROWS", "Page", "page_from", "page_of", "read_token", "write_token"]
