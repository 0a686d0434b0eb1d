"""What `check` finds stands in drafts on paper and on slides, at the words that it is about."""

from __future__ import annotations

import io
import shutil

import pikepdf
import pytest
from pptx import Presentation
from tests.commande import ppgp
from tests.roundtrip.conftest import SHIPPED

from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.planning import Candidate
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.pdf_remarks import remarks_of
from ppgp_docs.workspace.find import find_workspace

COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory, session):
    """A workspace where a quote lacks its words and a sentence counts wrong, and its drafts."""
    root = tmp_path_factory.mktemp("espace")
    folder = root / "departments" / "01-ain"
    shutil.copytree(SHIPPED / folder.name, folder)
    file = folder / "dossier.yaml"
    text = file.read_text("utf-8").replace("texte: J’écoute sans", "texte_: J’écoute sans")
    text = text.replace("Un questionnaire évalue", "Un questionnaire avec les services évalue", 1)
    file.write_text(text.replace("Seules {{", "Seulement ,les {{", 1), "utf-8")
    read = read_draft(session, next(iter(find_workspace(root).folders())))
    made = {}
    for name in ("etude-de-cas", "diaporama"):
        format = session.plugins.format(name)
        [document] = format.documents(read.reading.dossier)
        [candidate] = as_drafts([Candidate(format, document, None)], read.remaining)
        made[name] = render(candidate.document, session).data
    return root, made


def test_a_finding_is_a_highlight_on_the_words_that_it_is_about(drafts):
    found = remarks_of(drafts[1]["etude-de-cas"])
    assert {one.author for one in found} == {"ppgp-docs"}
    assert {one.date for one in found} == {"2024-03-11"}
    told = {one.on: one.text for one in found}
    [quote] = [text for words, text in told.items() if words.startswith("[à compléter")]
    assert "Texte : à compléter." in quote


def test_annotations_are_tagged_and_say_their_remark_aloud(drafts):
    with pikepdf.open(io.BytesIO(drafts[1]["etude-de-cas"])) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        notes = [
            (page, one)
            for page in pdf.pages
            for one in page.obj.get("/Annots", ())
            if one.Subtype == pikepdf.Name.Highlight
        ]
        assert notes
        for page, one in notes:
            tag = parents[one.StructParent]
            assert str(tag.S) == "/Annot"
            assert tag.K[0].Obj.objgen == one.objgen
            assert any(kid == tag for kid in tag.P.K)
            assert str(one.Contents)
            assert one.AP.N.BBox == one.Rect
            assert page.obj.Tabs == pikepdf.Name.S
        keys = [one.StructParent for _, one in notes]
        assert len(set(keys)) == len(keys)


def test_a_finding_is_a_comment_on_the_slide_that_says_it(drafts):
    deck = Presentation(io.BytesIO(drafts[1]["diaporama"]))
    found = [
        (slide, relation.target_part.blob.decode())
        for slide in deck.slides
        for relation in slide.part.rels.values()
        if relation.reltype == COMMENTS
    ]
    said = {
        "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame): xml
        for slide, xml in found
    }
    assert any("[à compléter" in text and "à compléter." in xml for text, xml in said.items())


def test_our_own_remarks_are_no_news_when_the_file_comes_back(drafts, tmp_path):
    root, made = drafts
    file = tmp_path / "retour.pdf"
    with pikepdf.open(io.BytesIO(made["etude-de-cas"])) as pdf:
        page, ours = next(
            (page, one)
            for page in pdf.pages
            for one in page.obj.get("/Annots", ())
            if one.Subtype == pikepdf.Name.Highlight and "Texte" in str(one.Contents)
        )
        reply = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=ours.Rect,
            IRT=ours,
            T="Mme Roux",
            Contents="Je retrouve ses mots lundi.",
        )
        page.obj.Annots.append(pdf.make_indirect(reply))
        pdf.save(file)
    done = ppgp("import", file, cwd=root)
    assert "ppgp-docs" not in done.stdout
    assert "Je retrouve ses mots lundi." in done.stdout
    assert "Citations" in done.stdout
