"""Rules of other distributions: listed, loaded by name, and asked so that none can stop the others."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator

from attrs import evolve, frozen

from accountability.exceptions import PluginError, UnknownRuleSetError
from accountability.findings import Finding, Place, Severity
from accountability.plugins._finding import Plugin, claims_on, load_entry, reraise_stop, told
from accountability.rules import RULES, Inspection, Rule

__all__ = ["RULE_SETS", "LoadedRules", "load_rules", "rule_sets"]

RULE_SETS = "accountability.rules"
"""Entry-point group of rules; each names a `Rule`, or a tuple of them, in a leaf module."""


@frozen(kw_only=True)
class LoadedRules:
    """
    The rules of some sets, and what became of each set.

    Attributes:
        rules: What can be asked, in the order of the sets; a set that is broken gives none.

        sets: The sets, each loaded with its codes, or with what is wrong with it.
    """

    rules: tuple[Rule, ...] = ()
    sets: tuple[Plugin, ...] = ()

    @property
    def broken(self) -> tuple[Plugin, ...]:
        """The sets that cannot be asked."""
        return tuple(plugin for plugin in self.sets if plugin.error)


def rule_sets() -> tuple[Plugin, ...]:
    """
    List the sets of rules that other distributions offer, by name; loads none of them.

    Two claims on one name are both listed, with the reason why neither can be used.
    """
    return claims_on(RULE_SETS)


def load_rules(*names: str) -> LoadedRules:
    """
    Load sets of rules that other distributions offer, for `accountability.check`.

    A set that raises, is of another type, or claims a code of ours or of another set, is left out and
    says so; the others are loaded. A rule that raises while it is asked is a failure of its own:
    `accountability.examine` returns it beside what the other rules found.

    Args:
        names: Of the sets; none: all that are installed.

    Returns:
        The rules, ready for ``rules=(*RULES, *load_rules().rules)``, and the sets.

    Raises:
        UnknownRuleSetError: one of *names* is not installed; the nearest is named.
    """
    known = rule_sets()
    for name in names:
        if all(plugin.name != name for plugin in known):
            raise UnknownRuleSetError(name, tuple(dict.fromkeys(one.name for one in known)))
    wanted = [plugin for plugin in known if not names or plugin.name in names]
    loaded = _without_clashes([_loaded(plugin) for plugin in wanted])
    return LoadedRules(
        rules=tuple(_guarded(rule, plugin) for plugin, rules in loaded for rule in rules),
        sets=tuple(plugin for plugin, _ in loaded),
    )


_Loaded = tuple[Plugin, tuple[Rule, ...]]


def _loaded(plugin: Plugin) -> _Loaded:
    if plugin.error:
        return plugin, ()
    try:
        rules = _rules_of(load_entry(plugin))
    except PluginError as error:
        return evolve(plugin, error=error.reason), ()
    except BaseException as error:  # noqa: BLE001 - whatever it does, it is somebody else's
        reraise_stop(error)
        return evolve(plugin, error=f"is no set of rules: {told(error)}"), ()
    return evolve(plugin, loaded=True, codes=tuple(rule.code for rule in rules)), rules


def _rules_of(loaded: object) -> tuple[Rule, ...]:
    """
    Return the rules that an entry point names.

    Raises:
        TypeError: it names something else, or a rule lacks what every rule has.
    """
    rules = loaded if isinstance(loaded, tuple | list) else (loaded,)
    if not rules:
        message = "it is empty"
        raise TypeError(message)
    found: dict[str, Rule] = {}
    for rule in rules:
        if not isinstance(rule, Rule):
            message = (
                f"the entry point must name a Rule or a tuple of them, not {type(rule).__name__}"
            )
            raise TypeError(message)
        if fault := _fault(rule) or ("is in it twice" if rule.code in found else ""):
            message = f"{rule.code} {fault}"
            raise TypeError(message)
        found[rule.code] = rule
    return tuple(found.values())


_TEXTS = ("title", "rationale", "source", "help", "bad", "good")


def _fault(rule: Rule) -> str:
    """Say what keeps a rule from being asked; "" if nothing does."""
    if any(rule.code == ours.code for ours in RULES):
        return "is a code of this library; codes of other packages begin with X"
    if not rule.code.startswith("X"):
        return "is a code of this library's families; codes of other packages begin with X"
    # Values are of any type here: whoever wrote the rule may use no type checker.
    for name in _TEXTS:
        value: object = getattr(rule, name)
        if not isinstance(value, str) or not value.strip():
            return f"has no {name}"
    severity: object = rule.severity
    if not isinstance(severity, Severity):
        return "has no severity"
    asks: object = rule.inspect
    if not callable(asks):
        return "cannot be asked: inspect must be a function of an Inspection"
    try:
        inspect.signature(asks).bind(object())
    except TypeError:
        return "cannot be asked: inspect must take an Inspection, and nothing else"
    except ValueError:
        return ""  # a function without a signature; asking it will show
    return ""


def _without_clashes(loaded: list[_Loaded]) -> list[_Loaded]:
    """Leave out sets that claim one code: it would mean two things."""
    claims: dict[str, list[str]] = {}
    for plugin, rules in loaded:
        for rule in rules:
            claims.setdefault(rule.code, []).append(plugin.distribution)
    return [_settled(plugin, rules, claims) for plugin, rules in loaded]


def _settled(plugin: Plugin, rules: tuple[Rule, ...], claims: dict[str, list[str]]) -> _Loaded:
    for rule in rules:
        rivals = claims[rule.code]
        if len(rivals) > 1:
            error = (
                f"{' and '.join(rivals)} both claim the code {rule.code}; "
                "remove one of them, or ask its authors for another code"
            )
            return evolve(plugin, error=error, loaded=False, codes=()), ()
    return plugin, rules


# --- asking ---------------------------------------------------------------------------------------


def _guarded(rule: Rule, plugin: Plugin) -> Rule:
    return evolve(rule, inspect=functools.partial(_ask, rule, plugin))


def _ask(rule: Rule, plugin: Plugin, inspection: Inspection) -> Iterator[Finding]:
    """
    Ask a rule of somebody else's, and return what it found.

    Raises:
        PluginError: it raised, or what it yields are no findings of its own code.
    """
    try:
        found = list(rule.inspect(inspection))
    except BaseException as error:
        reraise_stop(error)
        raise PluginError(
            plugin.name, plugin.distribution, f"the rule {rule.code} failed: {told(error)}"
        ) from error
    for finding in found:
        if fault := _not_its_own(finding, rule):
            raise PluginError(
                plugin.name, plugin.distribution, f"the rule {rule.code} yields {fault}"
            )
    return iter(found)


def _not_its_own(finding: object, rule: Rule) -> str:
    if not isinstance(finding, Finding):
        return f"{type(finding).__name__}, which is no finding"
    if finding.code != rule.code:
        return f"findings of {finding.code}, which is not its own code"
    texts = (finding.message, finding.record, finding.help)
    fits = all(isinstance(text, str) for text in texts) and isinstance(finding.place, Place | None)
    return "" if fits else "findings whose message, record, place or help are of another type"
