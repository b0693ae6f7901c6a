#!/usr/bin/env bash
# Expected: the circularity 4 pi area / perimeter^2 of a lesion's mask, with scikit-image's `regionprops`, is 1 for a disc of any size
# and less for every other shape (the isoperimetric inequality), so a fall means an irregular border.
# Happens: with the default `perimeter` a disc of radius 3 has 1.25, one of radius 100 has 0.91, and a square of 5 pixels is "rounder"
# than a disc of radius 5 (1.23, in truth 0.79). `perimeter_crofton` of the same object stays within 6 % of 1.
# Why it matters: border irregularity (the B of ABCD) computed so is mostly the lesion's size in pixels, and changes when the picture is
# resized: large lesions look irregular because they are large.
# Versions: scikit-image 0.26.0, numpy 2.4.6.
# Seen:
#   scikit-image 0.26.0
#   disc of radius   3: default 1.246, Crofton 1.055
#   disc of radius   5: default 1.029, Crofton 0.971
#   disc of radius  10: default 0.962, Crofton 0.984
#   disc of radius  20: default 0.943, Crofton 1.005
#   disc of radius  50: default 0.907, Crofton 0.992
#   disc of radius 100: default 0.907, Crofton 1.000
#   square of 5 pixels: default 1.227, truth 0.785
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq scikit-image==0.26.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import numpy as np
from skimage.measure import regionprops

def circularity(mask):
    """Circularity by the default perimeter and by Crofton's formula."""
    r = regionprops(np.pad(mask, 3).astype(int))[0]
    return 4 * np.pi * r.area / r.perimeter**2, 4 * np.pi * r.area / r.perimeter_crofton**2

print("scikit-image", version("scikit-image"))
discs = {}
for r in (3, 5, 10, 20, 50, 100):
    y, x = np.mgrid[-r:r + 1, -r:r + 1]
    discs[r] = circularity(np.hypot(x, y) <= r + .25)
    print(f"disc of radius {r:3}: default {discs[r][0]:.3f}, Crofton {discs[r][1]:.3f}")
square = circularity(np.ones((5, 5)))[0]
print(f"square of 5 pixels: default {square:.3f}, truth {np.pi / 4:.3f}")
assert discs[3][0] > 1.15 and discs[100][0] < .92
assert square > 1.2
assert all(.94 < c < 1.08 for _, c in discs.values())
PY
