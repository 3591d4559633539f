"""
Finding and loading what other distributions add: exporters and rules, through entry points.

Listing reads what is installed and loads nothing, so one broken package cannot break another. A
plug-in is loaded when it is named; what goes wrong then is data (`Plugin.error`) or a `PluginError`
that names the plug-in and the distribution it came with. A name that two distributions claim is
nobody's, unless one of the two is this library: installing a package must not take ``excel`` away.

Set the environment variable ``ACCOUNTABILITY_PLUGINS`` to ``off`` to see the built-in ones alone.
"""

from __future__ import annotations

from accountability.plugins._exporters import (
    EXPORTERS,
    export,
    exporters,
    load_exporter,
    make_exporter,
)
from accountability.plugins._finding import OFF_SWITCH, Plugin
from accountability.plugins._options import Option, options_of
from accountability.plugins._rules import RULE_SETS, LoadedRules, load_rules, rule_sets

__all__ = [
    "EXPORTERS",
    "OFF_SWITCH",
    "RULE_SETS",
    "LoadedRules",
    "Option",
    "Plugin",
    "export",
    "exporters",
    "load_exporter",
    "load_rules",
    "make_exporter",
    "options_of",
    "rule_sets",
]
