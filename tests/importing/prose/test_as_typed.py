"""What people type in notes without a style: lists with a turn of line, words struck out, pictures
beside them, who speaks in a sentence."""

from __future__ import annotations

import base64
import io
import zipfile

import docx
import pytest
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.commande import ppgp
from tests.importing.prose import shapes
from tests.importing.prose.test_shapes import made, values

SAID = "On se sent moins seules dans la maison"


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_lines(*lines: str, style: str | None = None) -> bytes:
    """A Word file with one paragraph, its lines parted by Shift + Enter."""
    document = docx.Document()
    document.add_heading("Le contexte", 1)
    run = document.add_paragraph(style=style).add_run()
    for rank, line in enumerate(lines):
        if rank:
            run.add_break()
        run.add_text(line)
    return saved(document)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT = (
    f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" '
    f'xmlns:style="{OFFICE}:style:1.0"><office:automatic-styles><style:style style:name="B" '
    'style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style></office:automatic-styles><office:body><office:text>'
    '<text:h text:outline-level="1">Le contexte</text:h>{}</office:text></office:body>'
    "</office:document-content>"
)  # fmt: skip


def opendocument(paragraphs: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT.format(paragraphs))
    return out.getvalue()


def odt_lines(*lines: str) -> bytes:
    return opendocument(f"<text:p>{'<text:line-break/>'.join(lines)}</text:p>")


def blocks(name: str, content: bytes) -> list:
    return values(made(name, content))["contexte"]["blocs"]


LISTS = [
    (("• un point", "• un autre", "et sa suite"),
     [{"type": "liste", "elements": ["un point", "un autre et sa suite"]}]),
    (("Les étapes :", "1) recruter", "2) former"),
     ["Les étapes :", {"type": "liste", "numerotee": "oui", "elements": ["recruter", "former"]}]),
    (("Une adresse", "12 rue du Port", "38000 Grenoble"),
     ["Une adresse 12 rue du Port 38000 Grenoble"]),
    (("Un tiret", "- et un seul"), ["Un tiret - et un seul"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "made_of_them"), LISTS)
@pytest.mark.parametrize(("name", "write"), [("n.docx", with_lines), ("n.odt", odt_lines)])
def test_lines_typed_in_one_paragraph_with_a_mark_each_are_a_list(name, write, lines, made_of_them):
    assert blocks(name, write(*lines)) == made_of_them


def test_a_list_typed_within_an_item_is_a_list_within_it():
    data = with_lines("Former", "– les agents", "– les cadres", style="List Bullet")
    assert blocks("n.docx", data) == ["- Former\n   - les agents\n   - les cadres"]


def struck_word() -> bytes:
    document = docx.Document()
    document.add_heading("Le contexte", 1)
    for text, gone in (("Former", " vite"), ("Évaluer", "")):
        paragraph = document.add_paragraph(text, style="List Bullet")
        paragraph.add_run(gone).font.strike = True
    paragraph = document.add_paragraph()
    paragraph.add_run("Tout est barré.").font.strike = True
    return saved(document)


def struck_odt() -> bytes:
    texts = (("- Former", " vite"), ("- Évaluer", ""), ("", "Tout est barré."))
    return opendocument(
        "".join(
            f'<text:p>{text}<text:span text:style-name="B">{gone}</text:span></text:p>'
            for text, gone in texts
        )
    )


STRUCK_TEXT = "# Le contexte\n\n- Former ~~vite~~\n- Évaluer\n\n~~Tout est barré.~~\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [("n.docx", struck_word()), ("n.odt", struck_odt()), ("n.md", STRUCK_TEXT.encode())],
)
def test_words_struck_out_are_told_apart_and_cut_no_list(name, content):
    draft = made(name, content)
    held = values(draft)
    assert held["contexte"]["blocs"] == [{"type": "liste", "elements": ["Former", "Évaluer"]}]
    assert held["a_classer"]["blocs"] == ["vite", "Tout est barré."]
    assert draft.files["dossier.yaml"].decode().count("barré à la main") == 2


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Une puéricultrice, nous raconte : « {SAID} »", "une puéricultrice"),
        (f"Une puéricultrice nous a confié : « {SAID} ».", "une puéricultrice"),
        (f"La puéricultrice, nous dit-elle : « {SAID} ».", "la puéricultrice"),
        (f"Selon une puéricultrice : « {SAID} »", "une puéricultrice"),
        (f"« {SAID} », nous dit une puéricultrice.", "une puéricultrice"),
        (f"« {SAID} », une puéricultrice, nous dit.", "une puéricultrice"),
        (f"« {SAID} », a témoigné une mère.", "une mère"),
        (f"« {SAID} », dit-elle.", None),
    ],
)
def test_what_says_that_someone_speaks_is_no_part_of_who_speaks(text, who):
    held = values(made("n.txt", f"Contexte\n\n{text}\n".encode()))
    [quote] = held["citations"].values()
    assert (quote["texte"], quote.get("attribution")) == (SAID, who)
    assert "a_classer" not in held


def test_a_name_before_the_verb_stays_out_of_the_attribution():
    text = f"Contexte\n\n« {SAID} » — puéricultrice, nous dit Camille Martin\n"
    held = values(made("n.txt", text.encode()))
    assert held["citations"]["citation_1"]["attribution"] == "puéricultrice"
    assert held["a_classer"]["blocs"] == ["puéricultrice, nous dit Camille Martin"]


def test_a_sentence_that_quotes_and_goes_on_stays_a_paragraph():
    text = f"« {SAID} », puéricultrice, nous dit qu’elle regarde autrement."
    assert "citations" not in values(made("n.txt", f"Contexte\n\n{text}\n".encode()))


TABLE = "| Lieu | Jour |\n|---|---|\n| Valmont | mardi |\n"


def test_a_table_without_a_title_takes_that_of_its_part_once_then_asks_for_one():
    parts = ("# Le contexte", "Deux tableaux.", TABLE, "Puis.", TABLE, "Tableau 3 : Lieux", TABLE)
    text = "\n\n".join(parts)
    tables = [one for one in blocks("n.md", text.encode()) if isinstance(one, dict)]
    assert [one["titre"] for one in tables] == [
        "Le contexte", "[à compléter]", "Tableau 3 : Lieux",
    ]  # fmt: skip


MARKDOWN = """# Le contexte

![La salle](photos/salle.png)

Voici ![](ailleurs.png) un plan.

![Le groupe][photo]

[photo]: <data:image/png;base64,{data}>
"""


def test_pictures_of_markdown_are_saved_with_the_draft_at_their_place(tmp_path):
    (tmp_path / "departments").mkdir()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "salle.png").write_bytes(shapes.picture("navy"))
    data = base64.b64encode(shapes.picture()).decode()
    (tmp_path / "notes.md").write_text(MARKDOWN.format(data=data), "utf-8")
    done = ppgp("import", "notes.md", "--new", "38", cwd=tmp_path)
    folder = tmp_path / "departments" / "38-isere"
    held = yaml.load((folder / "dossier.yaml").read_text("utf-8"), yaml.BaseLoader)
    shown = [
        one.get("image") or one if isinstance(one, dict) else one
        for one in held["contexte"]["blocs"]
    ]
    assert shown == [
        {"fichier": "images/notes-1.png", "alt": "La salle"},
        "Voici un plan.",
        {"fichier": "images/ailleurs.png"},
        {"fichier": "images/notes-2.png", "alt": "Le groupe"},
    ]
    assert (folder / "images" / "notes-1.png").read_bytes() == shapes.picture("navy")
    assert (folder / "images" / "notes-2.png").read_bytes() == shapes.picture()
    assert "« ailleurs.png » n’est pas dans les notes" in done.stdout.replace("\u00a0", " ")


def test_no_picture_is_read_outside_the_folder_of_the_notes(tmp_path):
    root = tmp_path / "espace"
    (root / "departments").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(shapes.picture())
    (root / "notes.md").write_text("# Contexte\n\n![x](../secret.png)\n", "utf-8")
    ppgp("import", "notes.md", "--new", "38", cwd=root)
    assert not (root / "departments" / "38-isere" / "images").exists()


def test_a_picture_that_word_left_on_a_disk_keeps_its_place(tmp_path):
    document = docx.Document()
    document.add_heading("Le contexte", 1)
    document.add_paragraph("Avant.")
    document.add_picture(io.BytesIO(shapes.picture()))
    document.add_paragraph("Après.")
    [blip] = document.element.body.iter(qn("a:blip"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = document.part.relate_to("file:///C:/photos/la%20salle.png", kind, is_external=True)
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), link)
    draft = made("n.docx", saved(document))
    assert values(draft)["contexte"]["blocs"] == [
        "Avant.", {"type": "image", "image": {"fichier": "images/la salle.png"}}, "Après.",
    ]  # fmt: skip
    assert "« la salle.png »" in draft.unread[0]


def test_a_turn_of_page_is_no_end_of_line():
    document = docx.Document()
    document.add_heading("Le contexte", 1)
    run = document.add_paragraph().add_run("Un texte")
    turn = OxmlElement("w:br")
    turn.set(qn("w:type"), "page")
    run._r.append(turn)
    assert blocks("n.docx", saved(document)) == ["Un texte"]


@pytest.mark.parametrize(
    ("text", "made_of_them"),
    [
        (
            "- une salle\n- des horaires\n\n1. premier\n2. second",
            [
                {"type": "liste", "elements": ["une salle", "des horaires"]},
                {"type": "liste", "numerotee": "oui", "elements": ["premier", "second"]},
            ],
        ),
        (
            "- une salle\n- des horaires\n  - le mercredi\n\n1. premier\n2. second",
            [
                "- une salle\n- des horaires\n   - le mercredi",
                {"type": "liste", "numerotee": "oui", "elements": ["premier", "second"]},
            ],
        ),
        (
            "1. premier\n   - d’abord\n   - ensuite\n2. second",
            ["1. premier\n   - d’abord\n   - ensuite\n2. second"],
        ),
    ],
)
def test_numbers_behind_bullets_begin_another_list_and_levels_stay(text, made_of_them):
    assert blocks("notes.md", f"## Le contexte\n\n{text}\n".encode()) == made_of_them


def test_figures_beyond_those_that_are_proposed_are_told_with_their_paragraphs():
    lines = [f"En {2000 + n}, {n + 60} familles du canton {n} ont été vues." for n in range(1, 58)]
    draft = made("notes.md", "\n\n".join(["## Le contexte", *lines]).encode())
    [told] = [one for one in draft.unread if "chiffres" in one]
    assert told.startswith("le brouillon propose 40 chiffres en commentaire, sur un total de 57")
    assert "58" in told
