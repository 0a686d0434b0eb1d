"""People without a photo: their initials when they have a name, their function alone otherwise."""

from __future__ import annotations

from typing import Any, Final

from ppgp_docs.api import blocs, dossier

_CIVILITIES: Final = frozenset({"M.", "MM.", "Mme", "Mmes", "Dr", "Pr", "Me"})


def initials(name: str) -> str:
    """Those of the first and of the last word: « Dr Anne-Marie Le Goff », AG."""
    words = [word for word in name.split() if word[0].isupper() and word not in _CIVILITIES]
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[-1:])))


def are_unnamed(study: dossier.Dossier, bloc: blocs.Personnes) -> bool:
    """Whether nobody of a group has a name nor a photo."""
    people = [study.personnes[key] for key in bloc.personnes]
    return not any(one.nom or one.photo for one in people)


def words(study: dossier.Dossier) -> dict[str, Any]:
    """What the templates may ask of the people of a dossier."""
    return {
        "portraits": lambda bloc: [study.personnes[one].photo for one in bloc.personnes],
        "initiales": initials,
        "anonymes": lambda bloc: are_unnamed(study, bloc),
    }
