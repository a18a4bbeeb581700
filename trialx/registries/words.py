"""Names of columns, as tables speak of them.

What comes in: the name of a column in a heading. What goes out: its letters and digits. Separate, since the catalogue
and the readers of tables fold alike.
"""

import re
from typing import Final

_NO_LETTER: Final = re.compile(r"[\W_]+")


def plain_name(name: str) -> str:
    """Fold a column's name: `Inclusion agemin`, `Inclusion_agemin` and `inclusion_AgeMin` are one.

    >>> plain_name("Inclusion_AgeMin"), plain_name(" 公表日 ")
    ('inclusionagemin', '公表日')
    """
    return _NO_LETTER.sub("", name.casefold())
