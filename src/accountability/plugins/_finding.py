"""
Finding what distributions offer through entry points, and loading it without being harmed by it.

Listing reads what is installed and loads nothing. What goes wrong in loading is a `PluginError` that
names the plug-in and its distribution.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from attrs import evolve, field, frozen

from accountability.exceptions import MissingExtraError, PluginError

__all__ = ["OFF_SWITCH", "Plugin", "claims_on", "is_ours", "load_entry", "reraise_stop", "told"]

OFF_SWITCH = "ACCOUNTABILITY_PLUGINS"
"""Environment variable; ``off`` leaves only what comes with this library."""

_OURS = "accountability"

_EXTRA_OF_MODULE = {
    "openpyxl": "excel",
    "docx": "word",
    "lxml": "word",
}
"""Which of our extras brings a module; the module's name is not always the distribution's."""

_FEATURE = {"excel": "the Excel tracker", "word": "the Word document"}


@frozen(kw_only=True)
class Plugin:
    """
    An exporter, or a set of rules, that some installed distribution offers.

    Attributes:
        name: What it is called on the command line.

        distribution: Who offers it.

        version: The distribution's version.

        value: What the entry point names, "package.module:Class".

        error: Why it cannot be used; empty if nothing is known against it.

        loaded: Whether it has been loaded and checked.

        suffix: Ending of an exporter's files; empty until loaded, and for rules.

        codes: Codes of a set of rules; empty until loaded, and for exporters.
    """

    name: str
    distribution: str
    version: str
    value: str
    error: str = ""
    loaded: bool = False
    suffix: str = ""
    codes: tuple[str, ...] = ()
    _entry: metadata.EntryPoint | None = field(default=None, alias="entry", repr=False, eq=False)


def claims_on(group: str) -> tuple[Plugin, ...]:
    """
    List what installed distributions offer in an entry-point *group*; loads nothing.

    Returns:
        Ours first, then by name. Of two claims on one name neither can be used, unless one is ours;
        both are listed with the reason.
    """
    plugins: dict[tuple[str, str], Plugin] = {}
    for entry in metadata.entry_points(group=group):
        source = entry.dist.name if entry.dist is not None else "an unknown distribution"
        if _is_off() and not is_ours(source):
            continue
        plugins.setdefault(
            (entry.name, source),
            Plugin(
                name=entry.name,
                distribution=source,
                version=entry.dist.version if entry.dist is not None else "",
                value=entry.value,
                entry=entry,
            ),
        )
    by_name: dict[str, list[Plugin]] = {}
    for plugin in plugins.values():
        by_name.setdefault(plugin.name, []).append(plugin)
    settled = (
        _with_rivals(plugin, [rival for rival in by_name[plugin.name] if rival is not plugin])
        for plugin in plugins.values()
    )
    return tuple(
        sorted(settled, key=lambda plugin: (not is_ours(plugin.distribution), plugin.name))
    )


def _with_rivals(plugin: Plugin, rivals: Iterable[Plugin]) -> Plugin:
    names = [rival.distribution for rival in rivals]
    if not names or is_ours(plugin.distribution):
        return plugin
    other = " and ".join(names)
    error = (
        f"{plugin.distribution} and {other} both claim the name {plugin.name!r}; "
        "remove one of them, or ask its authors for another name"
    )
    return evolve(plugin, error=error)


def _is_off() -> bool:
    return os.environ.get(OFF_SWITCH, "").strip().lower() in {"off", "0", "no", "false"}


def is_ours(distribution: str) -> bool:
    """Tell whether a distribution is this library."""
    return distribution.lower() == _OURS


def load_entry(plugin: Plugin) -> Any:
    """
    Load what a plug-in's entry point names, whatever that does.

    Raises:
        PluginError: it is claimed twice, or cannot be loaded.
        MissingExtraError: one of ours needs a library of an extra that is not installed.
    """
    if plugin.error or plugin._entry is None:  # noqa: SLF001 - our own record
        raise PluginError(plugin.name, plugin.distribution, plugin.error or "has no entry point")
    try:
        loaded = plugin._entry.load()  # noqa: SLF001 - our own record
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if is_ours(plugin.distribution) and missing in _EXTRA_OF_MODULE:
            extra = _EXTRA_OF_MODULE[missing]
            raise MissingExtraError(extra, _FEATURE[extra]) from error
        own = plugin.value.partition(":")[0].partition(".")[0]
        reason = (
            f"cannot be loaded: there is no module {error.name!r}"
            if missing == own
            else _missing(plugin, missing)
        )
        raise PluginError(plugin.name, plugin.distribution, reason) from error
    except BaseException as error:
        reraise_stop(error)
        raise PluginError(
            plugin.name, plugin.distribution, f"cannot be loaded: {told(error)}"
        ) from error
    return loaded


def _missing(plugin: Plugin, module: str) -> str:
    requires = plugin._entry.dist.requires if plugin._entry and plugin._entry.dist else None  # noqa: SLF001 - our own record
    declared = {_normal(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in requires or ()}
    if _normal(module) in declared:
        return f"needs a library that is not installed; install {module}"
    return f"cannot be loaded: it imports {module!r}, which is not installed and not among its requirements"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def reraise_stop(error: BaseException) -> None:
    """
    Raise *error* again if a person stopped the program, and not a plug-in.

    ``KeyboardInterrupt`` itself is somebody at the keyboard; everything else that is raised while a
    plug-in runs, classes made from it too, is the plug-in's own failure.
    """
    if type(error) is KeyboardInterrupt:
        raise error


def told(error: BaseException) -> str:
    """Say what was raised, on one line."""
    try:
        text = " ".join(str(error).split())
    except BaseException as second:  # noqa: BLE001 - its words may be as broken as the rest
        reraise_stop(second)
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
