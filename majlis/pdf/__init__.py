"""Persian pages as PDF: joined letters, right to left, Persian digits. The one way in the house to make them."""

from .letter import Printed, letter_pdf
from .sheet import Sheet
from .table import table_pdf

__all__ = ["Printed", "Sheet", "letter_pdf", "table_pdf"]
