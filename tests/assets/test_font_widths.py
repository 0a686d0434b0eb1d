"""Widths read from the tables of a font are those that fontTools finds there."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from ppgp_docs.assets.font_widths import sign_widths
from ppgp_docs.assets.fonts import Face, faces


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.file.stem)
def test_every_sign_of_a_face_has_the_width_that_fonttools_reads(face: Face) -> None:
    with TTFont(face.file) as font:
        metrics, em = font["hmtx"], font["head"].unitsPerEm
        told = {sign: metrics[name][0] / em for sign, name in font.getBestCmap().items()}
    assert len(told) > 500
    assert sign_widths(face.file) == told


def test_a_font_without_a_map_of_unicode_is_refused(tmp_path: Path) -> None:
    with TTFont(faces()[0].file) as font:
        font["cmap"].tables = [one for one in font["cmap"].tables if one.platformID == 1]
        font.save(tmp_path / "police.ttf")
    with pytest.raises(ValueError, match="Unicode"):
        sign_widths(tmp_path / "police.ttf")
