"""Exporters of any distribution: listed, loaded by name, given options, run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import BinaryIO

from attrs import evolve

from accountability.exceptions import (
    AccountabilityError,
    MissingExtraError,
    PluginError,
    UnknownExporterError,
    UnknownOptionError,
)
from accountability.exporters._base import ExportContext, Exporter
from accountability.findings import Finding
from accountability.model import Register
from accountability.plugins._finding import (
    Plugin,
    claims_on,
    is_ours,
    load_entry,
    reraise_stop,
    told,
)
from accountability.plugins._options import kinds_of, options_of, parameters_of, value_of

__all__ = ["EXPORTERS", "export", "exporters", "load_exporter", "make_exporter"]

EXPORTERS = "accountability.exporters"
"""Entry-point group of exporters; each names a class in a leaf module."""


def exporters(*names: str, check: bool = False) -> tuple[Plugin, ...]:
    """
    List the exporters that are installed, by name.

    Args:
        names: Only these; none: all.

        check: Load each one and say what is wrong with it; without, nothing is loaded.

    Returns:
        One for each claim on a name, ours first; two claims on one name are both listed, with the
        reason why not both (or neither) can be used.

    Raises:
        UnknownExporterError: one of *names* is not installed; the nearest is named.
    """
    known = tuple(dict.fromkeys(plugin.name for plugin in claims_on(EXPORTERS)))
    for name in names:
        if name not in known:
            raise UnknownExporterError(name, known)
    found = tuple(plugin for plugin in claims_on(EXPORTERS) if not names or plugin.name in names)
    return tuple(_loaded(plugin)[0] for plugin in found) if check else found


def load_exporter(name: str) -> type[Exporter]:
    """
    Load the exporter called *name*.

    Raises:
        UnknownExporterError: none is installed; the nearest is named.
        PluginError: it is claimed twice, cannot be loaded, or is not what an exporter must be.
        MissingExtraError: it needs a library of an extra that is not installed.
    """
    return _load(_find(name))


def _find(name: str) -> Plugin:
    known = claims_on(EXPORTERS)
    named = [plugin for plugin in known if plugin.name == name]
    if not named:
        raise UnknownExporterError(name, tuple(dict.fromkeys(plugin.name for plugin in known)))
    return named[0]


def _loaded(plugin: Plugin) -> tuple[Plugin, type[Exporter] | None]:
    if plugin.error:
        return plugin, None
    try:
        cls = _load(plugin)
    except PluginError as error:
        return evolve(plugin, error=error.reason), None
    except MissingExtraError as error:
        return evolve(plugin, error=str(error)), None
    return evolve(plugin, loaded=True, suffix=cls.suffix), cls


def _load(plugin: Plugin) -> type[Exporter]:
    loaded = load_entry(plugin)
    fault = _fault(loaded)
    if fault:
        raise PluginError(plugin.name, plugin.distribution, f"is no exporter: {fault}")
    cls: type[Exporter] = loaded
    return cls


def _fault(loaded: object) -> str:
    """Say what keeps *loaded* from being an exporter; "" if nothing does."""
    if not isinstance(loaded, type):
        return f"the entry point must name a class, not {type(loaded).__name__}"
    for name in ("suffix", "media_type"):
        value = getattr(loaded, name, None)
        if not isinstance(value, str) or not value:
            return f"it needs a class attribute {name!r} that holds text"
    method = getattr(loaded, "export", None)
    if not callable(method):
        return "it needs a method export(register, target, context)"
    try:
        inspect.signature(method).bind(object(), object(), object(), object())
    except TypeError:
        return "its method export must take register, target and context"
    try:
        options_of(loaded)
    except BaseException as error:  # noqa: BLE001 - an annotation may be any expression
        reraise_stop(error)
        return f"its options cannot be read: {told(error)}"
    return ""


def make_exporter(
    name: str,
    options: Mapping[str, str] | None = None,
    *,
    read_file: Callable[[str], bytes] | None = None,
) -> Exporter:
    """
    Load the exporter called *name* and give it options as typed at a prompt.

    Args:
        name: Of the exporter.

        options: Option name (hyphens or underscores) to the words typed.

        read_file: Reads the file that an option names; exporters open nothing themselves. None: such
            options are refused.

    Raises:
        UnknownExporterError, PluginError, MissingExtraError: as `load_exporter`.
        UnknownOptionError: it has no such option; the nearest is named.
        InvalidOptionError: the words are not what the option takes.
    """
    plugin = _find(name)
    cls = _load(plugin)
    parameters = parameters_of(cls)
    values: dict[str, object] = {}
    for typed, words in (options or {}).items():
        key = typed.replace("-", "_")
        if key not in parameters:
            known = tuple(known.replace("_", "-") for known in parameters)
            raise UnknownOptionError(name, typed, known)
        kinds = kinds_of(key, parameters[key][0])
        values[key] = value_of(name, typed, words, kinds, read_file)
    try:
        make: Callable[..., Exporter] = cls
        return make(**values)
    except AccountabilityError:
        raise
    except BaseException as error:
        reraise_stop(error)
        raise PluginError(
            name, plugin.distribution, f"does not take these options: {told(error)}"
        ) from error


def export(
    register: Register,
    exporter: str | Exporter,
    target: BinaryIO,
    context: ExportContext,
) -> tuple[Finding, ...]:
    """
    Write *register* to *target* with an exporter, given by name or ready-made.

    Args:
        register: What to write.

        exporter: Name of an installed exporter, with its default options, or one made with its own.

        target: Binary stream; closed by the caller.

        context: Day, scope and what is printed on the file.

    Returns:
        What had to be continued, escaped or left out; may be empty.

    Raises:
        UnknownExporterError, PluginError, MissingExtraError: as `load_exporter`; somebody else's
            exporter that raises while it writes is a `PluginError` too.
        ExportRefusedError: the file would lose or invent something; nothing was written.
    """
    ready = make_exporter(exporter) if isinstance(exporter, str) else exporter
    source = _distribution_of(type(ready))
    if source is None or is_ours(source.distribution):
        return ready.export(register, target, context)
    try:
        found: object = ready.export(register, target, context)
    except AccountabilityError:
        raise
    except BaseException as error:
        reraise_stop(error)
        raise PluginError(
            source.name, source.distribution, f"failed while writing: {told(error)}"
        ) from error
    findings = found if isinstance(found, tuple) else None
    if findings is None or not all(isinstance(one, Finding) for one in findings):
        raise PluginError(
            source.name, source.distribution, "must return a tuple of findings from export"
        )
    return findings


def _distribution_of(cls: type) -> Plugin | None:
    value = f"{cls.__module__}:{cls.__qualname__}"
    return next((plugin for plugin in claims_on(EXPORTERS) if plugin.value == value), None)
