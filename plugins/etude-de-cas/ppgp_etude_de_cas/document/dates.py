"""Dates that machines read too."""

from __future__ import annotations

from markupsafe import Markup

from ppgp_docs.api import DatePrecise


def dated(said: str, date: DatePrecise | None) -> Markup:
    """A date as it is printed, marked up where HTML can say it: a year, a month or a day.

    Vaguer ones (« début 2022 », a quarter) have no form that machines read (HTML, 4.5.14).
    """
    if date is None or date.moment or date.trimestre:
        return Markup.escape(said)
    return Markup('<time datetime="{}">{}</time>').format(date.iso(), said)
