"""How the documentation is built: pages in folders by what the reader is doing, and an API page a module."""

from __future__ import annotations

import importlib.metadata
import pkgutil
from pathlib import Path

from sphinx.application import Sphinx

import accountability

HERE = Path(__file__).parent

project = "accountability"
author = "The accountability authors"
copyright = "The accountability authors"  # noqa: A001 - Sphinx gives the setting this name
version = release = importlib.metadata.version("accountability")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
exclude_patterns = ["_build"]
# In a docstring `Register` is a link wherever there is something of that name.
default_role = "py:obj"

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_custom_sections = ["Source"]

html_theme = "furo"
html_title = f"accountability {version}"
html_copy_source = False


def modules() -> list[str]:
    """List, by name, every public module and every module in which a public name lives."""
    found = pkgutil.walk_packages(accountability.__path__, "accountability.")
    names = {module.name for module in found if "._" not in module.name}
    homes = {
        getattr(getattr(accountability, name), "__module__", "") for name in accountability.__all__
    }
    return sorted(names | {home for home in homes if home.startswith("accountability.")})


def write_api_pages() -> None:
    """
    Write one page a module, and the page that lists them.

    The pages are made from what is there, so that a new module has its page without anybody thinking of it.
    A page is written only if it changed, so that Sphinx reads again only what it must.
    """
    folder = HERE / "reference" / "api"
    folder.mkdir(exist_ok=True)
    pages = {"index": _index(modules())}
    for name in modules():
        pages[name] = (
            f"# `{name}`\n\n"
            "```{eval-rst}\n"
            f".. automodule:: {name}\n"
            "   :members:\n"
            "   :ignore-module-all:\n"
            "   :show-inheritance:\n"
            "```\n"
        )
    for old in folder.glob("*.md"):
        if old.stem not in pages:
            old.unlink()
    for name, text in pages.items():
        page = folder / f"{name}.md"
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def _index(names: list[str]) -> str:
    entries = "\n".join(names)
    return (
        "# Modules\n\n"
        "Every public name can be had from the package itself: `from accountability import Register`.\n"
        "The pages below say in which module it lives, what it means and where that is laid down.\n\n"
        f"```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n"
    )


write_api_pages()


def _keep_colons(
    _app: Sphinx, what: str, _name: str, _thing: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon from reading "Asks for words: …", said of an attribute, as a type and its meaning."""
    if what in {"attribute", "data", "property"}:
        lines.insert(0, "")


def setup(app: Sphinx) -> None:
    """Listen before napoleon does, whose priority is 500."""
    app.connect("autodoc-process-docstring", _keep_colons, priority=400)
