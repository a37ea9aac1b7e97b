"""The house's settings with a database of the tests' own, quicker passwords and a sealed realm in small."""

import os

from majlis import database
from majlis.settings import *  # noqa: F403
from majlis.settings import INSTALLED_APPS, MAJLIS_VAR, PASSWORD_HASHERS, STORAGES

SECRET_KEY = "of the tests alone"
# Each of several processes that share the tests has a server and a store of its own.
HOME = MAJLIS_VAR / f"test{os.environ.get('PYTEST_XDIST_WORKER', '')}"
INSTALLED_APPS = [*INSTALLED_APPS, "majlis.tests.sealed.apps.SealedConfig"]
ROOT_URLCONF = "majlis.tests.sealed.house"
DATABASES = {
    "default": database.configuration(os.environ.get("DATABASE_URL", ""), HOME, throwaway=True),
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in ("default", "near")
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
# libsodium's least cost.
SEAL_COST = (1, 8192)
MEDIA_ROOT = HOME / "documents"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
