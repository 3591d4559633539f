"""The texts that the cells of a workbook share."""

from __future__ import annotations

from accountability.containers import Package
from accountability.containers.packages import (
    guarded_parser,
    too_deep,
    too_long,
    too_many_attributes,
)
from accountability.importers.excel._values import LONG, Value, strikes, struck_out, tidy

__all__ = ["read_strings"]


def read_strings(package: Package, part: str) -> list[Value]:  # noqa: C901  handlers of one parser
    """
    Read the texts that the cells of a workbook share: runs joined, readings of characters left out.

    Raises:
        UnreadableFileError: the part is damaged, or beyond a limit.
    """
    limits = package.limits
    parser = guarded_parser(package.refuse)
    found: list[Value] = []
    pieces: list[str] = []
    texts: list[str] = []
    depth = 0
    phonetic = strikes_out = False
    words_out: list[str] = []
    si = t = r_ph = strike = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, phonetic, si, t, r_ph, strike, strikes_out
        depth += 1
        if tag == t:
            pieces.clear()
        elif tag == si:
            if len(found) >= limits.shared_strings:
                raise package.refuse(
                    f"it holds more than {limits.shared_strings:,} texts; send fewer, or raise the limit"
                )
            texts.clear()
            words_out.clear()
        elif tag == r_ph:
            phonetic = True
        elif tag == strike:
            strikes_out = strikes(attributes)
        elif not si:
            space = tag.rpartition(" ")[0]
            si, t, r_ph, strike = (
                f"{space} {name}".lstrip() for name in ("si", "t", "rPh", "strike")
            )
        if depth > limits.depth:
            raise package.refuse(too_deep(part, limits.depth))
        if len(attributes) > limits.attributes:
            raise package.refuse(too_many_attributes(part, limits.attributes))

    def end(tag: str) -> None:
        nonlocal depth, phonetic, strikes_out
        depth -= 1
        if tag == t:
            if not phonetic:
                texts.append("".join(pieces))
                if strikes_out:
                    words_out.append(texts[-1])
                    strikes_out = False
        elif tag == si:
            text = "".join(texts)
            made = text if text.isprintable() and "_x" not in text else tidy(text)
            found.append(struck_out(made, " ".join(words_out)) if words_out else made)
            pieces.clear()
        elif tag == r_ph:
            phonetic = False

    def after() -> None:
        for list_of in (pieces, texts):
            if len(list_of) > LONG and sum(map(len, list_of)) > limits.text:
                raise package.refuse(too_long(part, limits.text))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    package.feed(parser, part, after)
    return found
