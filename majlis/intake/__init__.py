"""Reading foreign files in a limited process: what is allowed, and the limits. Nothing here imports the house."""

from __future__ import annotations

import contextlib
import resource

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 50
MAX_PIXELS = 36_000_000
MAX_SIDE = 20_000
MAX_STREAM = 128 * 1024 * 1024
MAX_EXPANDED = 512 * 1024 * 1024
MAX_OUTPUT = 32 * 1024 * 1024
MAX_DEPTH = 60
MEMORY = 300 * 1024 * 1024
# A PDF is read with less, so that with the reader's own programs it stays under the same measure; a picture needs it all.
PDF_MEMORY = 240 * 1024 * 1024
CPU_SECONDS = 5
OPEN_FILES = 32
PAGE_SIDE = 1600
PIECE = 1024 * 1024
MAX_TEXT = 100_000

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
BLANK = b"\0\t\n\f\r "


class No(Exception):
    """The file is refused; the argument is a reason's code."""


def limited(memory: int = MEMORY) -> None:
    """From here on this process may not grow by more than so many bytes, run long, write much, or start another."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    with contextlib.suppress(OSError), open("/proc/self/statm") as pages:
        used = int(pages.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
