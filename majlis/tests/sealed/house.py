"""The house's addresses with the toy realm among them."""

from django.urls import include, path

from majlis import urls

urlpatterns = [path("sealed/", include("majlis.tests.sealed.urls")), *urls.urlpatterns]

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
