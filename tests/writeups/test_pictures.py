"""Pictures made fit for a page."""

import io
from pathlib import Path

from PIL import Image

from alliance_app.writeups.pictures import fit


def test_a_large_drawing_of_few_colours_is_blended_when_it_is_made_smaller(tmp_path: Path) -> None:
    stripes = Image.new("L", (3600, 40))
    stripes.putdata([255 * (at % 2) for at in range(3600 * 40)])
    stripes.convert("P").save(tmp_path / "stripes.png")
    fitted = fit(tmp_path / "stripes.png")
    assert fitted is not None
    with Image.open(io.BytesIO(fitted.data)) as picture:
        assert picture.size == (1800, 20)
        grey = picture.convert("L").tobytes()
    assert 90 < min(grey) <= max(grey) < 165
