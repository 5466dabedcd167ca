"""A page as its reader's browser takes it apart: elements, forms, and what a strict page must not hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

Attributes = dict[str, str]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OUTSIDE = re.compile(r"^\s*(?!mailto:)(?:[a-z][a-z0-9+.-]*:|//)", re.I)
ADDRESSES = ("href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "hx-get", "hx-post")


@dataclass
class Element:
    """One element: its tag, attributes, the text straight inside it, and what it lies in."""

    tag: str
    attributes: Attributes
    inside: "Element | None" = None
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Element]":
        for child in self.children:
            if not tags or child.tag in tags:
                yield child
            yield from child.all(*tags)

    def has_above(self, test: "dict[str, str]") -> bool:
        """Whether this or anything it lies in has these attributes."""
        here: Element | None = self
        while here is not None:
            if all(here.attributes.get(name) == value for name, value in test.items()):
                return True
            here = here.inside
        return False

    @property
    def all_text(self) -> str:
        return self.text + "".join(child.all_text for child in self.children)


@dataclass
class Form:
    """A form: where it goes, and its fields."""

    element: Element

    @property
    def method(self) -> str:
        return self.element.attributes.get("method", "get").lower()

    @property
    def action(self) -> str:
        return self.element.attributes.get("action", "")

    @property
    def fields(self) -> list[Element]:
        named = [each for each in self.element.all("input", "select", "textarea") if each.attributes.get("name")]
        return [each for each in named if each.attributes["name"] != "csrfmiddlewaretoken"]

    @property
    def has_token(self) -> bool:
        return any(each.attributes.get("name") == "csrfmiddlewaretoken" for each in self.element.all("input"))

    def choices(self) -> list[str]:
        """The fields in which one chooses among rows or words."""
        ticks = [each for each in self.fields if _kind(each) == "checkbox"]
        ticked = [each for each in ticks if each.attributes.get("value", "on") not in {"on", "1"}]
        found = [each for each in self.fields if _kind(each) in {"select", "radio"}]
        return list(dict.fromkeys(each.attributes["name"] for each in [*found, *ticked]))

    def hidden(self) -> list[str]:
        return list(dict.fromkeys(each.attributes["name"] for each in self.fields if _kind(each) == "hidden"))

    def options(self, name: str) -> set[str]:
        """What a field offers."""
        mine = [each for each in self.fields if each.attributes["name"] == name]
        listed = {option.attributes.get("value", "") for each in mine for option in each.all("option")}
        return listed | {each.attributes.get("value", "") for each in mine if each.tag == "input"}

    def texts(self) -> list[str]:
        """The fields that take text."""
        free = [each for each in self.fields if _kind(each) in {"textarea", "text", "search", "email", "url"}]
        return list(dict.fromkeys(each.attributes["name"] for each in free))

    def filled(self) -> dict[str, object]:
        """What a browser sends when nothing is touched; a choice that is not made takes its first."""
        sent: dict[str, object] = {}
        for each in self.fields:
            name, kind = each.attributes["name"], each.attributes.get("type", "text")
            if each.tag == "select":
                sent[name] = _selected(each)
            elif each.tag == "textarea":
                sent[name] = each.text.removeprefix("\n")
            elif kind == "radio":
                if "checked" in each.attributes or name not in sent:
                    sent[name] = each.attributes.get("value", "on")
            elif kind == "checkbox":
                if "checked" in each.attributes:
                    sent.setdefault(name, []).append(each.attributes.get("value", "on"))  # type: ignore[attr-defined]
            elif kind not in {"file", "submit", "button"}:
                sent[name] = each.attributes.get("value", "")
        return sent


def _kind(field_: Element) -> str:
    """What a field is: textarea, select, or the type of an input."""
    return field_.attributes.get("type", "text") if field_.tag == "input" else field_.tag


def _selected(select: Element) -> str:
    options = list(select.all("option"))
    chosen = [option for option in options if "selected" in option.attributes]
    real = [option for option in options if option.attributes.get("value")]
    return next(iter([*chosen, *real, *options]), Element("", {})).attributes.get("value", "")


@dataclass
class Page:
    """A whole page."""

    root: Element

    @property
    def forms(self) -> list[Form]:
        return [Form(each) for each in self.root.all("form")]

    def questions(self, path: str) -> Iterator[tuple[str, str]]:
        """Where its links and filters ask for something in the address: path and name."""
        for form in self.forms:
            if form.method == "get":
                yield from ((form.action or path, each.attributes["name"]) for each in form.fields)
        for link in self.root.all("a"):
            to = urlsplit(urljoin(path, link.attributes.get("href", "")))
            yield from ((to.path, name) for name, _value in parse_qsl(to.query))

    def faults(self) -> list[str]:
        """What a strict page must not hold, in words."""
        return [*self._inline(), *self._ids(), *self._nameless(), *self._tokenless(), *self._outside(), *self._unsaid()]

    def _inline(self) -> Iterator[str]:
        for each in self.root.all():
            if each.tag == "style" or (each.tag == "script" and not each.attributes.get("src")):
                yield f"inline <{each.tag}>"
            yield from (f"{name} on <{each.tag}>" for name in each.attributes if name == "style" or name[:2] == "on")

    def _ids(self) -> Iterator[str]:
        ids = [each.attributes["id"] for each in self.root.all() if "id" in each.attributes]
        yield from (f'id "{one}" twice' for one in sorted({one for one in ids if ids.count(one) > 1}))
        for each in self.root.all():
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                for one in each.attributes.get(name, "").split():
                    if one not in ids:
                        yield f'{name} names "{one}", which is not there'

    def _nameless(self) -> Iterator[str]:
        for each in self.root.all("img", "svg"):
            named = any(each.attributes.get(name) for name in ("alt", "aria-label", "aria-labelledby"))
            said = named or any(title.text.strip() for title in each.all("title"))
            hidden = each.has_above({"aria-hidden": "true"}) or each.has_above({"hidden": ""})
            empty = each.tag == "img" and each.attributes.get("alt") == ""
            if not said and not hidden and not empty:
                yield f"<{each.tag} class={each.attributes.get('class')}> without a name"

    def _tokenless(self) -> Iterator[str]:
        for form in self.forms:
            if form.method == "post" and not form.has_token:
                yield f"form to {form.action} without csrf"

    def _unsaid(self) -> Iterator[str]:
        for each in self.root.all("option"):
            if set(each.text.strip()) == {"-"}:
                yield "a choice without words"

    def _outside(self) -> Iterator[str]:
        for each in self.root.all():
            for name in ADDRESSES:
                if OUTSIDE.match(each.attributes.get(name, "")):
                    yield f"<{each.tag} {name}={each.attributes[name]!r}> leads outside"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        here: Element | None = self.here
        while here is not None and here.tag != tag:
            here = here.inside
        if here is not None and here.inside is not None:
            self.here = here.inside

    def handle_data(self, data: str) -> None:
        self.here.text += data


def read_page(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(reader.root)


def refused_fields(page: Page) -> set[str]:
    """The fields beside which the page says what is wrong."""
    found = {each.attributes["id"] for each in page.root.all() if each.attributes.get("id", "").endswith("_error")}
    return {name.removeprefix("id_").removesuffix("_error") for name in found}
