#!/usr/bin/env bash
# Expected: the array that a Gradio function returns for a `gr.Image` arrives as it is.
# Happens: it is written as lossy WebP (the component's default format) before the browser sees it: fine texture of a single pixel
# changes by more than 10 grey levels on average, and colour edges run into each other. `format="png"` keeps every value. The input side
# is not touched, so that a picture sent through an identity function comes back different.
# Why it matters: a heatmap, a mask or a hair-free picture saved from the demo is not the one computed: masks have greys, hairs and dots
# lose colour, and a second analysis of the saved picture answers differently.
# Versions: gradio 6.31.0, Pillow 12.3.0, numpy 2.4.6.
# Seen:
#   gradio 6.31.0
#   skin: .webp, mean difference 16.1, largest 100, values in the mask -
#   hair: .webp, mean difference 11.7, largest 57, values in the mask -
#   mask: .webp, mean difference 0.1, largest 15, values in the mask 26
#   skin: .png, mean difference 0.0, largest 0, values in the mask -
#   hair: .png, mean difference 0.0, largest 0, values in the mask -
#   mask: .png, mean difference 0.0, largest 0, values in the mask 2
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq gradio==6.31.0 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
import os
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
from importlib.metadata import version
import gradio as gr, numpy as np
from PIL import Image

skin = np.random.default_rng(0).normal((200, 140, 110), 25, (128, 128, 3)).clip(0, 255).astype(np.uint8)
hair = np.full((128, 128, 3), (220, 120, 100), np.uint8)
hair[:, ::8] = (40, 60, 90)
mask = np.zeros((128, 128, 3), np.uint8)
y, x = np.mgrid[:128, :128]
mask[np.hypot(y - 64, x - 64) < 40] = 255
print("gradio", version("gradio"))
diff = {}
for fmt in ("webp", "png"):
    comp = gr.Image() if fmt == "webp" else gr.Image(format="png")
    for name, a in {"skin": skin, "hair": hair, "mask": mask}.items():
        path = comp.postprocess(a).path
        b = np.asarray(Image.open(path).convert("RGB")).astype(int)
        diff[fmt, name] = np.abs(b - a).mean(), np.abs(b - a).max()
        print(f"{name}: {os.path.splitext(path)[1]}, mean difference {diff[fmt, name][0]:.1f}, largest {diff[fmt, name][1]}, "
              f"values in the mask {len(np.unique(b)) if name == 'mask' else '-'}")
assert all(v == (0, 0) for (f, _), v in diff.items() if f == "png")
assert diff["webp", "skin"][0] > 5 and diff["webp", "hair"][1] > 10 and diff["webp", "mask"][1] > 10
PY
