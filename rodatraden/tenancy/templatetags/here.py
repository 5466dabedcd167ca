from django import template

from rodatraden.tenancy import links

register = template.Library()
register.simple_tag(links.here, name="here")
