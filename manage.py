#!/usr/bin/env python
"""Every command of the house. The database starts by itself when a command first wants it."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "majlis.settings")
    try:
        from django.core.management import execute_from_command_line

        from majlis.database import Unavailable
    except ImportError as missing:
        raise SystemExit(f"{missing}. Run bin/run once, or use .venv/bin/python manage.py.") from missing
    try:
        execute_from_command_line(sys.argv)
    except Unavailable as trouble:
        raise SystemExit(str(trouble)) from trouble


if __name__ == "__main__":
    main()
