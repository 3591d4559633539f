"""
Finding and loading exporters: ours and anybody's, through the same entry points.

Listing reads what is installed and loads nothing, so one broken package cannot break another. A
plug-in is loaded when it is named; what goes wrong then is data (`Plugin.error`) or a `PluginError`
that names the exporter and the distribution it came with. A name that two distributions claim is
nobody's, unless one of the two is this library: installing a package must not take ``excel`` away.

Set the environment variable ``ACCOUNTABILITY_PLUGINS`` to ``off`` to see the built-in ones alone.
"""

from __future__ import annotations

import inspect
import os
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from importlib import metadata
from typing import Any, BinaryIO

from attrs import evolve, field, frozen

from accountability.exceptions import (
    AccountabilityError,
    InvalidOptionError,
    MissingExtraError,
    PluginError,
    UnknownExporterError,
    UnknownOptionError,
)
from accountability.exporters._base import ExportContext, Exporter
from accountability.findings import Finding
from accountability.model import Register

__all__ = [
    "EXPORTERS",
    "OFF_SWITCH",
    "Option",
    "Plugin",
    "export",
    "exporters",
    "load_exporter",
    "make_exporter",
    "options_of",
]

EXPORTERS = "accountability.exporters"
"""Entry-point group of exporters; each names a class in a leaf module."""

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
    An exporter that some installed distribution offers.

    Attributes:
        name: What it is called on the command line.

        distribution: Who offers it.

        version: The distribution's version.

        value: What the entry point names, "package.module:Class".

        error: Why it cannot be used; empty if nothing is known against it.

        loaded: Whether it has been loaded and checked.

        suffix: Ending of its files; empty until loaded.
    """

    name: str
    distribution: str
    version: str
    value: str
    error: str = ""
    loaded: bool = False
    suffix: str = ""
    _entry: metadata.EntryPoint | None = field(default=None, alias="entry", repr=False, eq=False)


@frozen(kw_only=True)
class Option:
    """
    One thing that can be chosen about an exporter.

    Attributes:
        name: As on the command line, with hyphens.

        takes: What it takes, in words: "yes or no", "a number", "text", "a file", or the choices.

        default: What it is if nothing is said, in words.

        help: What it does.

        choices: The choices, if it has a list.
    """

    name: str
    takes: str
    default: str
    help: str = ""
    choices: tuple[str, ...] = ()


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
    known = tuple(dict.fromkeys(plugin.name for plugin in _claims()))
    for name in names:
        if name not in known:
            raise UnknownExporterError(name, known)
    found = tuple(plugin for plugin in _claims() if not names or plugin.name in names)
    return tuple(_loaded(plugin)[0] for plugin in found) if check else found


def _claims() -> tuple[Plugin, ...]:
    plugins: dict[tuple[str, str], Plugin] = {}
    for entry in metadata.entry_points(group=EXPORTERS):
        source = entry.dist.name if entry.dist is not None else "an unknown distribution"
        if _is_off() and not _is_ours(source):
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
        sorted(settled, key=lambda plugin: (not _is_ours(plugin.distribution), plugin.name))
    )


def _with_rivals(plugin: Plugin, rivals: Iterable[Plugin]) -> Plugin:
    names = [rival.distribution for rival in rivals]
    if not names or _is_ours(plugin.distribution):
        return plugin
    other = " and ".join(names)
    error = (
        f"{plugin.distribution} and {other} both claim the name {plugin.name!r}; "
        "remove one of them, or ask its authors for another name"
    )
    return evolve(plugin, error=error)


def _is_off() -> bool:
    return os.environ.get(OFF_SWITCH, "").strip().lower() in {"off", "0", "no", "false"}


def _is_ours(distribution: str) -> bool:
    return distribution.lower() == _OURS


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
    known = _claims()
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
    if plugin.error or plugin._entry is None:  # noqa: SLF001 - our own record
        raise PluginError(plugin.name, plugin.distribution, plugin.error or "has no entry point")
    try:
        loaded = plugin._entry.load()  # noqa: SLF001 - our own record
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if _is_ours(plugin.distribution) and missing in _EXTRA_OF_MODULE:
            extra = _EXTRA_OF_MODULE[missing]
            raise MissingExtraError(extra, _FEATURE[extra]) from error
        own = plugin.value.partition(":")[0].partition(".")[0]
        reason = (
            f"cannot be loaded: there is no module {error.name!r}"
            if missing == own
            else _missing(plugin, missing)
        )
        raise PluginError(plugin.name, plugin.distribution, reason) from error
    except (Exception, SystemExit) as error:
        raise PluginError(
            plugin.name, plugin.distribution, f"cannot be loaded: {_told(error)}"
        ) from error
    fault = _fault(loaded)
    if fault:
        raise PluginError(plugin.name, plugin.distribution, f"is no exporter: {fault}")
    cls: type[Exporter] = loaded
    return cls


def _missing(plugin: Plugin, module: str) -> str:
    requires = plugin._entry.dist.requires if plugin._entry and plugin._entry.dist else None  # noqa: SLF001 - our own record
    declared = {_normal(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in requires or ()}
    if _normal(module) in declared:
        return f"needs a library that is not installed; install {module}"
    return f"cannot be loaded: it imports {module!r}, which is not installed and not among its requirements"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _told(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


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
    except (Exception, SystemExit) as error:  # noqa: BLE001 - an annotation may be any expression
        return f"its options cannot be read: {_told(error)}"
    return ""


# --- options -----------------------------------------------------------------------------------------


def options_of(cls: type) -> tuple[Option, ...]:
    """
    Describe the options of an exporter: the keyword-only parameters of its class.

    Their help is what the class's docstring says of them under ``Attributes:`` (or ``Args:``).

    Raises:
        TypeError: a parameter is of a kind that no option can have, or has no default.
    """
    told = _described(inspect.getdoc(cls) or "")
    return tuple(
        _option(name, hint, default, told.get(name, ""))
        for name, (hint, default) in _parameters(cls).items()
    )


def _parameters(cls: type) -> dict[str, tuple[Any, object]]:
    signature = inspect.signature(cls)
    hints = typing.get_type_hints(cls.__init__)  # type: ignore[misc]  # a class's own, read only
    found: dict[str, tuple[Any, object]] = {}
    for name, parameter in signature.parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            message = f"{name} must be keyword-only"
            raise TypeError(message)
        if parameter.default is inspect.Parameter.empty:
            message = f"{name} has no default"
            raise TypeError(message)
        hint = hints.get(name, str)
        _kinds(name, hint)
        found[name] = (hint, parameter.default)
    return found


def _kinds(name: str, hint: Any) -> tuple[type, ...]:
    """Return the kinds of value that an option takes, None left out."""
    is_union = typing.get_origin(hint) in {types.UnionType, typing.Union}
    kinds = tuple(
        kind
        for kind in (typing.get_args(hint) if is_union else (hint,))
        if kind is not types.NoneType
    )
    for kind in kinds:
        if not isinstance(kind, type) or not issubclass(kind, bool | int | str | bytes):
            message = f"{name} is a {kind!r}; an option is bool, int, str, a StrEnum or bytes"
            raise TypeError(message)
    return kinds


def _option(name: str, hint: Any, default: object, told: str) -> Option:
    kinds = _kinds(name, hint)
    choices = tuple(member.value for kind in kinds if issubclass(kind, StrEnum) for member in kind)
    takes = " or ".join(
        ", ".join(member.value for member in kind) if issubclass(kind, StrEnum) else _TAKES[kind]
        for kind in kinds
    )
    return Option(
        name=name.replace("_", "-"),
        takes=takes,
        default=_shown(default),
        help=told,
        choices=choices,
    )


_TAKES: Mapping[type, str] = {bool: "yes or no", int: "a number", str: "text", bytes: "a file"}


def _shown(default: object) -> str:
    match default:
        case None:
            return "none"
        case bool():
            return "yes" if default else "no"
        case StrEnum():
            return default.value
        case _:
            return str(default) or "empty"


_ENTRY = re.compile(r"^ {4}(\w+)(?: \([^)]*\))?: (.*)$")
_SECTION = re.compile(r"^(?:Attributes|Args):$")


def _described(docstring: str) -> dict[str, str]:
    """Read the ``name: description`` entries of a Google-style docstring."""
    told: dict[str, str] = {}
    inside, current = False, ""
    for line in docstring.splitlines():
        if not line.startswith(" ") and line.strip():
            inside = bool(_SECTION.match(line))
            continue
        entry = _ENTRY.match(line)
        if inside and entry:
            current = entry[1]
            told[current] = entry[2].strip()
        elif inside and current and line.startswith(" " * 8):
            told[current] = f"{told[current]} {line.strip()}"
    return told


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
    parameters = _parameters(cls)
    values: dict[str, object] = {}
    for typed, words in (options or {}).items():
        key = typed.replace("-", "_")
        if key not in parameters:
            known = tuple(known.replace("_", "-") for known in parameters)
            raise UnknownOptionError(name, typed, known)
        kinds = _kinds(key, parameters[key][0])
        values[key] = _value(name, typed, words, kinds, read_file)
    try:
        make: Callable[..., Exporter] = cls
        return make(**values)
    except AccountabilityError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(
            name, plugin.distribution, f"does not take these options: {_told(error)}"
        ) from error


_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def _value(
    exporter: str,
    option: str,
    words: str,
    kinds: tuple[type, ...],
    read_file: Callable[[str], bytes] | None,
) -> object:
    taken = []
    for kind in kinds:
        if issubclass(kind, StrEnum):
            if words in {member.value for member in kind}:
                return kind(words)
            taken.append(f"one of {', '.join(member.value for member in kind)}")
        elif kind is bool:
            if words.lower() in _YES_NO:
                return _YES_NO[words.lower()]
            taken.append("yes or no")
        elif kind is int:
            if re.fullmatch(r"-?[0-9]{1,18}", words):
                return int(words)
            taken.append("a whole number")
        elif kind is bytes:
            if read_file is not None:
                return read_file(words)
            taken.append("a file, which cannot be given here")
        else:
            return words
    raise InvalidOptionError(exporter, option, words, f"it takes {' or '.join(taken)}")


# --- exporting ----------------------------------------------------------------------------------------


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
    if source is None or _is_ours(source.distribution):
        return ready.export(register, target, context)
    try:
        found: object = ready.export(register, target, context)
    except AccountabilityError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(
            source.name, source.distribution, f"failed while writing: {_told(error)}"
        ) from error
    findings = found if isinstance(found, tuple) else None
    if findings is None or not all(isinstance(one, Finding) for one in findings):
        raise PluginError(
            source.name, source.distribution, "must return a tuple of findings from export"
        )
    return findings


def _distribution_of(cls: type) -> Plugin | None:
    value = f"{cls.__module__}:{cls.__qualname__}"
    return next((plugin for plugin in _claims() if plugin.value == value), None)
