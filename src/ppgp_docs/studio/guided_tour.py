"""The tour: six steps over the true screens, that can be left and taken up again."""

from __future__ import annotations

from typing import Final

from attrs import frozen
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.requests import Shown

COOKIE: Final = "ppgp_visite"
"""Where the tour stands, in the browser: it is taken up again until it is left."""

_LASTING: Final = 30 * 86_400


@frozen
class Step:
    """``screen`` is the end of the address of the screen that it shows, in a dossier or, with a
    slash before it, in the studio."""

    rank: int
    title: str
    text: str
    screen: str


STEPS: Final = (
    Step(
        1,
        "Commencez par un nom",
        "Le tableau de bord dit où en est chaque territoire. « Nouveau dossier » demande un nom ; "
        "l’exemple rempli montre ce que l’on obtient.",
        "/nouveau?depart=exemple",
    ),
    Step(
        2,
        "Remplissez ce que vous savez",
        "Les parties sont à gauche, dans l’ordre que vous voulez. Une erreur s’écrit sous son "
        "champ et n’empêche jamais de continuer ; la page suit ce que vous tapez.",
        "dossier/contexte",
    ),
    Step(
        3,
        "Tapez chaque chiffre une fois",
        "Un tableau, où l’on colle des lignes d’Excel. Dans un texte, le bouton « Chiffre » le "
        "cite : il sera juste partout, et ses pourcentages se calculent.",
        "dossier/chiffres",
    ),
    Step(
        4,
        "Montrez, avec un accord",
        "Une photo se dépose dans sa partie ; dites aussitôt ce qu’elle montre. « Accords écrits » "
        "dit qui est nommé, cité ou montré, et ce qui manque.",
        "accords",
    ),
    Step(
        5,
        "Relisez",
        "« Vérifications » dit tout ce qui reste, les erreurs d’abord ; chaque phrase mène à son "
        "champ. Un contrôle s’écarte avec sa raison.",
        "verifications",
    ),
    Step(
        6,
        "Fabriquez, envoyez, gardez",
        "L’étude de cas, le diaporama et les fiches se font ensemble. Gardez la version envoyée ; "
        "un fichier qui revient annoté se dépose dans le studio, qui compare.",
        "documents",
    ),
)


class Tour:
    """Handlers of an opened workspace; ``page`` fills a template.

    ``under_way`` is the step that every screen recalls while somebody follows the tour.
    """

    def __init__(self, opened: OpenWorkspace, page: Shown) -> None:
        self._opened, self._page = opened, page
        self.under_way: Step | None = None

    def routes(self) -> list[Route]:
        return [Route("/visite/{rank:int}", self.step)]

    def resume(self, request: Request) -> None:
        """Take up a tour that another run of the studio left where it stood."""
        said = request.cookies.get(COOKIE, "")
        if self.under_way is None and said in {str(each.rank) for each in STEPS}:
            self.under_way = STEPS[int(said) - 1]

    def step(self, request: Request) -> Response:
        """A step; one that does not exist leaves the tour."""
        rank = request.path_params["rank"]
        if not 1 <= rank <= len(STEPS):
            self.under_way = None
            answer: Response = RedirectResponse("/", 303)
            answer.delete_cookie(COOKIE)
            return answer
        step = self.under_way = STEPS[rank - 1]
        answer = self._page("visite", step=step, steps=STEPS, address=self._address(step))
        answer.set_cookie(COOKIE, str(rank), max_age=_LASTING, samesite="strict", httponly=True)
        return answer

    def _address(self, step: Step) -> str:
        """The screen of a step, in the first dossier; empty while there is none."""
        if step.screen.startswith("/"):
            return step.screen
        folders = self._opened.workspace.folders()
        return f"/dossier/{folders[0].name}/{step.screen}" if folders else ""
