"""Whether a text names a person whose name is known, and what only looks so."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.personnes.noms_connus import Evidence, KnownPerson
from ppgp_docs.francais.pliage import lettres_nues

DOSSIERS = sorted((Path(__file__).parents[3] / "departments").rglob("*.yaml"))
CAMILLE = KnownPerson.of("Camille Martineau")


def named(person: KnownPerson | str, text: str) -> list[str]:
    """The words that name the person in a text."""
    known = KnownPerson.of(person) if isinstance(person, str) else person
    return [text[start:end] for start, end in known.mentions(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Merci à Camille Martineau pour la formation.", "Camille Martineau"),
        ("Merci à Camille MARTINEAU pour la formation.", "Camille MARTINEAU"),
        ("MERCI À CAMILLE MARTINEAU", "CAMILLE MARTINEAU"),
        ("merci à camille martineau", "camille martineau"),
        ("Merci à MARTINEAU Camille pour le bilan.", "MARTINEAU Camille"),
        ("Martineau, Camille : animatrice", "Martineau, Camille"),
        ("Martineau (Camille)", "Martineau (Camille)"),
        ("Merci à C. Martineau.", "C. Martineau"),
        ("Merci à C.Martineau.", "C.Martineau"),
        ("Merci à C Martineau.", "C Martineau"),
        ("Merci à Cam. Martineau.", "Cam. Martineau"),
        ("Merci à Martineau C.", "Martineau C"),
        ("Merci à MARTINEAU C., formatrice", "MARTINEAU C."),
        ("Merci à Mme Martineau.", "Mme Martineau"),
        ("Merci à Mme C. Martineau.", "Mme C. Martineau"),
        ("Merci à madame martineau.", "madame martineau"),
        ("Merci à la docteure Martineau.", "docteure Martineau"),
        ("M. et Mme Martineau", "Mme Martineau"),
        ("Mmes Durand, Petit et Martineau", "Martineau"),
        ("Merci à Martineau.", "Martineau"),
        ("Martineau a formé l’équipe.", "Martineau"),
        ("Formation - Martineau", "Martineau"),
        ("Formation – Martineau", "Martineau"),
        ("- Martineau", "Martineau"),
        ("-Martineau", "Martineau"),
        ("la formation de Martineau", "Martineau"),
        ("l’équipe d’animation (Martineau)", "Martineau"),
        ("merci à martineau", "martineau"),
        ("merci à martineau camille", "martineau camille"),
        ("Martineau/Camille", "Martineau/Camille"),
        ("Camille « Cam » Martineau", "Camille « Cam » Martineau"),
        ("Camille (Cam) Martineau", "Camille (Cam) Martineau"),
        ("https://exemple.fr/?n=Martineau", "Martineau"),
        ("https://exemple.fr/equipe?p=2&nom=martineau", "martineau"),
        ("https://exemple.fr/#Martineau", "Martineau"),
        ("https://exemple.fr/%4Dartineau", "%4Dartineau"),
        ("Camille\u00a0Martineau", "Camille\u00a0Martineau"),
        ("Camille\nMartineau", "Camille\nMartineau"),
        ("Camille  Martineau", "Camille  Martineau"),
        ("Marti\u00adneau", "Marti\u00adneau"),
        ("Mar\u200btineau", "Mar\u200btineau"),
        ("Ma\u2060rti\ufeffneau", "Ma\u2060rti\ufeffneau"),
        ("Marti-\nneau", "Marti-\nneau"),
        ("Marti\u2010neau", "Marti\u2010neau"),
        ("Marti**neau**", "Marti**neau**"),
        ("**C**amille **Mar**tineau", "**C**amille **Mar**tineau"),
        ("Camille, Martineau", "Camille, Martineau"),
        ("Camille, dite Martineau", "Camille, dite Martineau"),
        ("« Camille » Martineau", "« Camille » Martineau"),
        ('Camille "Martineau"', 'Camille "Martineau"'),
        ("(Camille Martineau)", "Camille Martineau"),
        ("photo_camille_martineau_2.jpg", "camille_martineau"),
        ("Camille ! Martineau a parlé", "Martineau"),
        ("M A R T I N E A U", "M A R T I N E A U"),
        ("M.A.R.T.I.N.E.A.U.", "M.A.R.T.I.N.E.A.U"),
        ("Mart\u0456neau", "Mart\u0456neau"),  # a Cyrillic i
        ("\u041c\u0430r\u0442ineau", "\u041c\u0430r\u0442ineau"),  # Cyrillic M, a and t
        ("M\u03b1rt\u03b9ne\u03b1u", "M\u03b1rt\u03b9ne\u03b1u"),  # Greek a and i
        ("Marti\u043fea\u057d", "Marti\u043fea\u057d"),  # a Cyrillic n, an Armenian u
        ("\u13b7artineau", "\u13b7artineau"),  # a Cherokee M
        ("\u1d0d\u1d00\u0280\u1d1bineau", "\u1d0d\u1d00\u0280\u1d1bineau"),  # small capitals
        ("Martineau-C a dit", "Martineau-C"),
        ("Martineau-C.", "Martineau-C"),
        ("C-Martineau a dit", "C-Martineau"),
        ("\uff2d\uff41\uff52\uff54ineau", "\uff2d\uff41\uff52\uff54ineau"),  # full width
        ("\U0001d40cartineau", "\U0001d40cartineau"),  # mathematical bold
        ("camille.martineau@exemple.fr", "camille.martineau"),
        ("c.martineau@exemple.fr", "c.martineau"),
        ("cmartineau@exemple.fr", "cmartineau"),
        ("martineau_camille@exemple.fr", "martineau_camille"),
        ("martineau@exemple.fr", "martineau"),
        ("https://exemple.fr/equipe/camille-martineau", "camille-martineau"),
        ("https://exemple.fr/photomartineau.jpg", "photomartineau"),
        ("images/MARTINEAU-2.png", "MARTINEAU"),
        ("@CamilleMartineau", "CamilleMartineau"),
        ("#martineau", "martineau"),
        ("Camille Anne Martineau", "Camille Anne Martineau"),
        ("Camille J. Martineau", "Camille J. Martineau"),
        ("Camille Durand née Martineau", "Camille Durand née Martineau"),
        ("Camille Martineau-Durand", "Camille Martineau"),
        ("Camille Durand-Martineau", "Camille Durand-Martineau"),
        ("Camille et Paul Martineau", "Camille et Paul Martineau"),
        ("Camille et Martineau", "Camille et Martineau"),
        ("Camille ou bien Camille puis Martineau", "Camille puis Martineau"),
        ("Camille ainsi que Paul Martineau", "Camille ainsi que Paul Martineau"),
        ("Camille, puis Paul Martineau", "Camille, puis Paul Martineau"),
        ("Camille comme Paul Martineau", "Camille comme Paul Martineau"),
        ("Camille avec Paul et Zoé Martineau", "Camille avec Paul et Zoé Martineau"),
        ("Camille tout comme Paul Martineau", "Camille tout comme Paul Martineau"),
        ("Camille / Paul Martineau", "Camille / Paul Martineau"),
        ("Camille & Paul Martineau", "Camille & Paul Martineau"),
        ("Camille et aussi Paul Martineau", "Camille et aussi Paul Martineau"),
        ("Camille M., formatrice", "Camille M."),
        ("Camille de Martineau", "Camille de Martineau"),
        ("C. M. conduit la démarche", "C. M."),
        ("C.M. conduit la démarche", "C.M."),
        ("Mme C.M. conduit la démarche", "Mme C.M."),
        ("M. C. M. conduit la démarche", "M. C. M."),
        ("Mme CM conduit la démarche", "Mme CM"),
        ("avec C. M., éducatrice", "C. M."),
    ],
)
def test_a_name_is_recognised_however_it_is_written(text: str, words: str) -> None:
    assert named(CAMILLE, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Camille a formé l’équipe.",
        "Camille Durand a formé l’équipe.",
        "Paul Martineau a formé l’équipe.",
        "P. Martineau et Anne Martineau",
        "MARTINEAU Paul, cadre de santé",
        "paul.martineau@exemple.fr",
        "p.martineau@exemple.fr",
        "Mme Martineau-Durand",
        "Bourg-\nMartineau et Martineau-\nDurand",
        "La ville de Saint-Martineau, à Martineau-sur-Ain",
        "St Martineau",
        "https://www.saint-martineau.fr/martineau-sur-ain",
        "12 rue Martineau, collège Martineau, place de Martineau",
        "École Martineau et ÉCOLE MARTINEAU",
        "L’ESAT Martineau, l’ESAT Le Martineau, à la résidence Martineau",
        "La crèche Les Martineau, l’hôtel Le Martineau, le lieu-dit Le Martineau",
        "La maison de santé Martineau, l’association Martineau, le laboratoire Martineau & Fils",
        "Martineaux, Martineaud, Martin, Martine, Marti",
        "un martineaulogue",
        "camille est une fleur",
        "Camille dit que Paul Martineau est venu.",
        "Camille vient avec la famille de Paul Martineau.",
        "Camille Durand ainsi que Paul Martineau",
        "Camille, comme l’équipe de Paul Martineau",
        "Camille sait comme Paul Martineau travaille.",
        "C. M. Durand, A. C. M., C. M. R., un CM, la référente CM, c. m., 3 cm",
    ],
)
def test_someone_else_and_places_are_left_alone(text: str) -> None:
    assert named(CAMILLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "L’association de Martineau",
        "L’association Camille Martineau",
        "L’ESAT. Martineau l’a dit.",
        "Mme Martineau, de l’ESAT",
        "À la résidence, Martineau est venue.",
    ],
)
def test_an_establishment_hides_no_one_named_otherwise(text: str) -> None:
    assert len(named(CAMILLE, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Camille Petit", "La petite enfance, Petits pas, le petit Bourg, Petit guide"),
        ("Camille Petit", "LE PETIT DÉJEUNER, un PETIT pas"),
        ("Camille Petit", "https://exemple.fr/petit-guide"),
        ("Anne Rose", "Rose, la couleur des murs ; Octobre Rose ; une rose"),
        ("Paul Blanc", "Le Mont Blanc, un Livre Blanc, M. le maire"),
        ("Paul Vienne", "À Vienne et dans la Vienne, Vienne (38)"),
        ("Marie France", "En France, Santé publique France, FRANCE SERVICES"),
        ("Anne Bretagne", "En Bretagne, la Bretagne"),
        ("Paul Paris", "À Paris"),
        ("Alice Vienne", "À Vienne, A Vienne"),
        ("Camille Thomas", "Merci à Thomas, animateur, et à Thomas Durand."),
        ("Paul Martin", "Saint-Martin, Martin-Luther, Bourg-Saint-Martin, St-Martin-du-Mont"),
        ("Paul Martin", "la rue Martin, l’école Martin, Martine Martin"),
        ("Paul Martin", "Camille Saint-Martin et Paul Saint-Martin"),
        ("Paul Martin", "Martin Durand a conclu ; un martin-pêcheur"),
        ("Paul Martin", "Le Martin, gîte rural ; « Le Martin », une auberge ; La Martin (café)"),
        ("Béatrice Ali", "La caverne d’Ali Baba"),
        ("Alice Baba", "Ali Baba, le BA-BA et le b.a.-ba de la parentalité"),
        ("Rose Petit", "une rose petit format"),
        ("Paul Marchand", "Un marchand, le Marchand, Marchand de sable"),
        ("Jean Chevalier", "Le chevalier, Chevalier de la Légion d’honneur"),
        ("Luc Fontaine", "La Fontaine, fontaine, Fontaine-les-Dijon"),
        ("Anne Li", "un li, on y lit"),
        ("Camille", "Camille Durand a formé l’équipe"),
    ],
)
def test_a_word_a_town_a_first_name_names_nobody_by_itself(name: str, text: str) -> None:
    assert named(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Camille Petit", "Mme Petit et son petit guide", "Mme Petit"),
        ("Camille Petit", "Madame PETIT", "Madame PETIT"),
        ("Camille Petit", "M PETIT viendra", "M PETIT"),
        ("Camille Petit", "mme petit viendra", "mme petit"),
        ("Camille Petit", "C. Petit", "C. Petit"),
        ("Camille Petit", "PETIT Camille", "PETIT Camille"),
        ("Camille Petit", "merci à camille petit", "camille petit"),
        ("Camille Petit", "Petit (C.)", "Petit (C.)"),
        ("Paul Martin", "Martin, puis Durand", "Martin"),
        ("Paul Martin", "Le Martin que je connais", "Martin"),
        ("Yves Le Martin", "Le Martin, gîte rural", "Le Martin"),
        ("Ali Baba", "Merci à Ali Baba", "Ali Baba"),
        ("Anne d’Aubigné", "Selon d’Aubigné, oui", "d’Aubigné"),
        ("Anne d’Aubigné", "l’avis de d’Aubigné", "d’Aubigné"),
        ("Anne d’Aubigné", "l’avis d’Aubigné", "Aubigné"),
        ("Anne de Latour", "Latour, Anne de", "Latour, Anne de"),
        ("Anne de Latour", "Latour, Anne de Lyon", "Latour, Anne"),
        ("Camille Petit", "c.petit@exemple.fr", "c.petit"),
        ("Camille Petit", "cpetit@exemple.fr", "cpetit"),
        ("Camille Petit", "Mmes Durand et Petit", "Petit"),
        ("Camille Thomas", "Mme Thomas", "Mme Thomas"),
        ("Camille Thomas", "Merci à THOMAS pour le bilan", "THOMAS"),
        ("Paul Martin", "Merci à Martin, de Saint-Martin", "Martin"),
        ("Paul Vienne", "M. Vienne, de Vienne", "M. Vienne"),
        ("Rose Petit", "Rose Petit a dit", "Rose Petit"),
    ],
)
def test_beside_a_first_name_or_a_civility_such_a_word_is_a_name(
    name: str, text: str, words: str
) -> None:
    assert named(name, text) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Martineau-Dupont Camille", "Martineau-Dupont Camille"),
        ("MARTINEAU-DUPONT, Camille", "MARTINEAU-DUPONT, Camille"),
        ("MARTINEAU-DUPONT (Camille)", "MARTINEAU-DUPONT (Camille)"),
        ("avec Martineau\u2011Le Goff et Martineau-Durand C. ici", ""),
        ("Mme MARTINEAU-DURAND Camille", "Mme MARTINEAU-DURAND Camille"),
        ("Martineau-Dupont Paul", ""),
    ],
)
def test_a_name_tied_to_hers_may_stand_before_the_first_name(text: str, words: str) -> None:
    assert named("Camille Martineau", text) == [words] * bool(words)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("MARTINEAU Camille", "Mme Martineau"),
        ("Martineau, Camille", "Camille Martineau"),
        ("Mme Camille Martineau", "C. Martineau"),
        ("Mme Martineau", "Camille Martineau"),
        ("Camille Martineau, psychologue", "Martineau"),
        ("Camille Martineau (Bourg)", "Martineau"),
        ("Camille Durand née Martineau", "Mme Martineau"),
        ("Camille Durand née Martineau", "Mme Durand"),
        ("Camille Martineau-Dupont", "Mme Martineau Dupont"),
        ("Camille Martineau-Dupont", "Camille Dupont"),
        ("Jean-Baptiste de La Tour", "J.-B. de La Tour"),
        ("Jean-Baptiste de La Tour", "JB de La Tour"),
        ("Jean-Baptiste de La Tour", "M. de la Tour"),
        ("Jean-Baptiste de La Tour", "jean baptiste delatour"),
        ("Jean-Baptiste de La Tour", "Jean-Baptiste Latour"),
        ("Marie-France LE SOLLEUZ", "Madame Le Solleuz"),
        ("Marie-France LE SOLLEUZ", "Marie Le Solleuz"),
        ("Hélène Lefèvre", "HELENE LEFEVRE"),
        ("Hélène Lefèvre", unicodedata.normalize("NFD", "Hélène Lefèvre")),
        ("Anne O’Brien", "Mme O'Brien"),
        ("Anne d’Artagnan", "Mme d'Artagnan"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Ghislaine Œuvrard", "Mme Oeuvrard"),
        ("Zéphyrine Aubertin", "Aubertin"),
        ("Aubertin Zéphyrine", "Aubertin"),
        ("Martineau", "Mme Martineau"),
        ("Camille", "Merci à Camille."),
        ("Jean-Pierre Le Goff", "J.-P. L. G. conclut"),
        ("Jean-Pierre Le Goff", "J.-P. G. conclut"),
        ("Jean-Pierre Le Goff", "M. JPLG conclut"),
    ],
)
def test_a_name_is_read_however_it_is_declared(name: str, text: str) -> None:
    assert named(name, text)


def test_a_mention_may_be_asked_to_be_sure() -> None:
    text = "Martineau, puis Mme Martineau, puis C. Martineau, puis MARTINEAU Camille"
    found = [[text[a:b] for a, b in CAMILLE.mentions(text, least)] for least in Evidence]
    everything = ["Martineau", "Mme Martineau", "C. Martineau", "MARTINEAU Camille"]
    assert found == [everything, everything[1:], everything[3:]]


def test_a_name_without_any_word_is_nobody() -> None:
    assert named("", "Camille Martineau") == named(" — ", "Camille Martineau") == []


GIVEN = ("Camille", "Jean-Pierre", "Zéphyrine", "Rose")
FAMILY = (
    "Martineau", "Martin", "Bernard", "Thomas", "Petit", "Blanc", "Maire", "Maître", "Paris",
    "Le Goff",
    "de La Tour", "d’Artagnan", "O’Brien", "Da Silva", "Martin-Dupont", "Dupont Durand", "Lefèvre",
    "Œuvrard", "Nguyễn", "Şahin", "Łukasz", "Li", "Adam", "Marquès", "Noël", "Ben Ali",
    "Saint-Ours",
)  # fmt: skip
SURE = (
    "Merci à {g} {n}.", "Merci à {g} {N}.", "MERCI À {G} {N}", "Merci à {N} {g}.", "{n}, {g}",
    "Merci à {i}. {n}.", "Mme {n} conclut", "Madame {N}", "M. et Mme {n}", "Mmes Durant et {n}",
    "Mme {g} {n}", "{g} {n}-Zabulon", "{g} Zabulon {n}", "{a}@exemple.fr", "https://ex.fr/{u}",
)  # fmt: skip


@pytest.mark.parametrize("family", FAMILY)
@pytest.mark.parametrize("first", GIVEN)
def test_any_name_is_recognised_in_every_sure_form(first: str, family: str) -> None:
    person = KnownPerson.of(f"{first} {family}")
    slug = lettres_nues(f"{first} {family}")[0].replace(" ", "-").replace("'", "-")
    forms = {
        "g": first, "n": family, "N": family.upper(), "G": first.upper(), "i": first[0],
        "a": slug.replace("-", "."), "u": slug,
    }  # fmt: skip
    texts = [form.format_map(forms) for form in SURE]
    assert [text for text in texts if not person.mentions(text)] == []


WORDS_TOO = (
    *FAMILY, "Le", "Marques", "Salle", "Page", "Point", "Texte", "Service", "Enfant", "Parent",
    "Grand", "Jeune", "Bon", "Marchand", "Fontaine", "Rivière", "Vallée", "Bourg", "Ain", "Oise",
    "Bureau", "Carré", "Mars", "Avril", "Matin", "Place", "Maison", "Conte", "Sage", "Courtois",
)  # fmt: skip


@pytest.mark.parametrize("family", WORDS_TOO)
@pytest.mark.campaign(share=4)
def test_the_shipped_dossiers_name_nobody(family: str) -> None:
    """Whole files of sound French, where most of these names are words or places."""
    person = KnownPerson.of(f"Zéphyrine {family}")
    texts = [line for file in DOSSIERS for line in file.read_text("utf-8").splitlines()]
    assert len(texts) > 1000
    assert [line for line in texts if person.mentions(line)] == []


SEPARATORS = ("", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u034f")


@given(st.data())
def test_marks_that_do_not_show_hide_no_name(data: st.DataObject) -> None:
    letters = "Camille Martineau"
    marks = data.draw(st.lists(st.sampled_from(SEPARATORS), min_size=17, max_size=17))
    typed = "".join(f"{letter}{mark}" for letter, mark in zip(letters, marks, strict=True))
    (found,) = CAMILLE.mentions(f"Merci à {typed}.")
    assert found == (8, 8 + len(typed))


@given(st.text())
def test_every_mention_lies_in_the_text_in_order(text: str) -> None:
    places = CAMILLE.mentions(f"{text} Camille Martineau {text}")
    assert len(places) >= 1
    flat = [place for pair in places for place in pair]
    assert flat == sorted(flat)
