"""Addresses of this office: nouns; an act is the noun that it creates, and bears the act's own name."""

from committees.urls_member import urlpatterns as member
from committees.urls_office import urlpatterns as office
from committees.urls_seats import urlpatterns as seats

app_name = "committees"
urlpatterns = [*member, *office, *seats]
