"""
Office files as containers: guarded on the way in, finished on the way out.

A workbook and a Word document are zip files of XML parts. What comes from somebody else is looked at
before anything is unpacked: what the file is, how large it would become, which parts could do more
than be read. What we write is finished so that the same content gives the same bytes. Nothing here
knows what a register is.
"""

from accountability.containers.finishing import Pieces, Properties, finish, finish_parts
from accountability.containers.guarding import KINDS, open_package
from accountability.containers.limits import Limits
from accountability.containers.natures import nature_of
from accountability.containers.packages import Package, Relationship

__all__ = [
    "KINDS",
    "Limits",
    "Package",
    "Pieces",
    "Properties",
    "Relationship",
    "finish",
    "finish_parts",
    "nature_of",
    "open_package",
]
