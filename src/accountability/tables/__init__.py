"""
The tracker as data: which columns there are, what each row says, who may change which cell.

`columns` says how one fact is shown in a cell and read from one; `layouts` lists the columns of each
sheet, in reading order; `tracker` fills them from a register as of a day. Excel, CSV, Word and
Markdown only draw what is decided here, and readers find columns by the same keys.
"""

from accountability.tables.columns import Cell, Codec, Column, Editor, Form
from accountability.tables.sheets import Sheet, Tracker
from accountability.tables.tracker import tracker
from accountability.tables.visible import LeftOut, Profile, Scope

__all__ = [
    "Cell",
    "Codec",
    "Column",
    "Editor",
    "Form",
    "LeftOut",
    "Profile",
    "Scope",
    "Sheet",
    "Tracker",
    "tracker",
]
