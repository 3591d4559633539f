"""Wrong on purpose: `nox -s typing` demands that mypy and pyright object to every marked line."""

import accountability
from accountability import Recomendation  # wrong: Recomendation
from accountability.dates import PartialDaet  # wrong: PartialDaet

print(Recomendation, PartialDaet)
accountability.PartailDate  # wrong: PartailDate
accountability.PartialDate.certainly_befor  # wrong: certainly_befor
