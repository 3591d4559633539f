"""The register itself, as its file: nothing is left out."""

from __future__ import annotations

from typing import BinaryIO, ClassVar

from attrs import frozen

from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.findings import Finding
from accountability.model import Register
from accountability.serialization import dumps

__all__ = ["RegisterFile"]


@frozen(kw_only=True)
class RegisterFile:
    """
    Exporter ``json``: the register file, the one form that holds everything.

    Attributes:
        lines: Write JSON Lines, one record a line, for registers that do not fit in memory twice.
    """

    suffix: ClassVar[str] = ".json"
    media_type: ClassVar[str] = "application/json"

    lines: bool = False

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write the register file, whole: it is the register, whatever the scope and the day.

        Returns:
            A note if a scope was asked for, which this form does not have.
        """
        target.write(dumps(register, lines=self.lines).encode("utf-8"))
        if not context.scope:
            return ()
        return (
            LEFT_OUT.found(
                "the register file holds everything; the scope that was asked for was left out",
                record=register.id,
                help="Send a tracker or a document where only some rows should be seen.",
            ),
        )
