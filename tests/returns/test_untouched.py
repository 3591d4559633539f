"""A file that nobody touched changes nothing, whatever the register and whoever it was for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.model import Register
from accountability.returns import collect_returned
from accountability.tables import Profile, Scope, tracker
from accountability.tables.returned import Returned
from accountability.testing.strategies import registers

AS_OF = dt.date(2031, 6, 1)
LATER = dt.date(2031, 7, 9)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("messy", [False, True])
@given(data=st.data())
def test_no_op_is_nothing(
    profile: Profile, messy: bool, returned_from: Callable[..., Returned], data: st.DataObject
) -> None:
    """Sent and returned: no change, no conflict, nothing not returned, nothing to say."""
    register: Register = data.draw(registers(messy=messy))
    bodies = [body.id for body in register.organisations]
    named = data.draw(st.sampled_from([(), *((body,) for body in bodies)]))
    scope = Scope(responders=named)
    filled = tracker(register, as_of=AS_OF, profile=profile, scope=scope)
    back = returned_from(filled)
    collected = collect_returned(register, [back], as_of=LATER)
    assert register == collected.register
    assert () == collected.applied
    assert () == collected.conflicts
    assert () == collected.not_returned
    assert () == collected.emptied
    assert () == collected.findings
    assert ("back.xlsx",) == collected.untouched
