"""
The register as a file: JSON, JSON Lines, and the JSON Schema of the first.

A register outlives the people who keep it and the programs they keep it with, so its file is plain text
that names its format and version, says everything once, and can be read with any tool. Reading refuses
what it does not know instead of dropping it, and tells everything that is wrong at once; writing gives
the same bytes for equal registers, so that a version control system shows what changed and no more.

The only room that knows cattrs.
"""

from accountability.serialization._files import (
    MAX_BYTES,
    dump,
    dumps,
    from_dict,
    load,
    loads,
    to_dict,
)
from accountability.serialization._problems import KINDS
from accountability.serialization._schema import json_schema
from accountability.serialization._upgrades import FORMAT, UPGRADES, version_after

__all__ = [
    "FORMAT",
    "KINDS",
    "MAX_BYTES",
    "VERSION",
    "dump",
    "dumps",
    "from_dict",
    "json_schema",
    "load",
    "loads",
    "to_dict",
]

VERSION = version_after(UPGRADES)
"""The version of the format that is written, and the newest that is read."""
