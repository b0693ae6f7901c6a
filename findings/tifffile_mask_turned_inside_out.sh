#!/usr/bin/env bash
# Expected: a lesion's mask in a TIFF file is the same whichever reader opens it.
# Happens: when the file says PhotometricInterpretation = 0 (white is zero, the custom of bilevel and fax-coded TIFF), Pillow and OpenCV
# turn the values over, so that a lesion drawn white is 255; tifffile, and with it scikit-image's `imread`, hand out the stored numbers:
# the lesion is 0 and the skin around it 255. No warning.
# Why it matters: the lesion's mask becomes the skin's mask, silently, for part of a set only (those files whose writer chose white is
# zero); areas, overlaps and cropping are then about the background.
# Versions: tifffile 2026.3.3, scikit-image 0.26.0, Pillow 12.3.0, opencv-python-headless 5.0.0.93.
# Seen:
#   tifffile 2026.3.3: lesion 0, skin 255, share of lesion 0.75
#   scikit-image 0.26.0: lesion 0, skin 255, share of lesion 0.75
#   Pillow 12.3.0: lesion 255, skin 0, share of lesion 0.25
#   opencv-python-headless 5.0.0.93: lesion 255, skin 0, share of lesion 0.25
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq tifffile==2026.3.3 scikit-image==0.26.0 Pillow==12.3.0 opencv-python-headless==5.0.0.93 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import cv2, numpy as np, tifffile
from PIL import Image
from skimage import io

lesion = np.zeros((32, 32), np.uint8)
lesion[8:24, 8:24] = 255
tifffile.imwrite("mask.tif", 255 - lesion, photometric="miniswhite")  # white is zero: the lesion, to be shown white, is stored as 0
seen = {"tifffile": tifffile.imread("mask.tif"), "scikit-image": io.imread("mask.tif"),
        "Pillow": np.asarray(Image.open("mask.tif")), "opencv-python-headless": cv2.imread("mask.tif", cv2.IMREAD_GRAYSCALE)}
for k, v in seen.items():
    print(f"{k} {version(k)}: lesion {v[16, 16]}, skin {v[0, 0]}, share of lesion {np.mean(v > 127):.2f}")
assert all((seen[k] == 255 - lesion).all() for k in ("tifffile", "scikit-image"))
assert all((seen[k] == lesion).all() for k in ("Pillow", "opencv-python-headless"))
PY
