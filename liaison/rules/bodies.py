"""The office of the government's affairs in parliament and whom it speaks for (no article). Ministries are entered one by one."""

from __future__ import annotations

from majlis.rules.bodies import Wanted

WANTED = (
    Wanted("liaison_office", "liaison_office", "دفتر امور مجلس"),
    Wanted("presidency", "presidency", "رئیس‌جمهور"),
)
