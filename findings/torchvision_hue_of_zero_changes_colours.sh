#!/usr/bin/env bash
# Expected: `adjust_hue` by 0 (and `ColorJitter` with a hue of almost 0) leaves a picture as it is, and does the same to a Pillow image
# as to a tensor.
# Happens: a Pillow image goes through HSV at 8 bits each and comes back, so that a hue of 0 changes 83 % of the pixels of skin colours,
# by up to 4 grey levels; a tensor goes through floats and changes not at all, or by 1. A hue of 0.02 differs between the two by up to 5
# levels.
# Why it matters: `ColorJitter` is the usual augmentation of dermoscopic pictures; the same recipe before or after `ToTensor` is not the
# same recipe, and every jittered training picture has colours rounded coarsely that evaluation never has.
# Versions: torchvision 0.29.1, torch 2.14.1, Pillow 12.3.0.
# Seen:
#   torchvision 0.29.1 torch 2.14.1 Pillow 12.3.0
#   hue 0, Pillow: 83% of the pixels change, by up to 4; tensor: by up to 0
#   hue 0.02: Pillow and tensor differ by up to 5
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import numpy as np, torch
from PIL import Image
from torchvision.transforms import functional as F

r = np.random.default_rng(0)
skin = np.stack([r.integers(150, 256, (64, 64)), r.integers(100, 150, (64, 64)), r.integers(80, 100, (64, 64))], -1).astype(np.uint8)
print("torchvision", version("torchvision"), "torch", version("torch"), "Pillow", version("Pillow"))

def both(hue):
    """The picture with its hue moved, by way of Pillow and of a tensor."""
    t = F.adjust_hue(torch.from_numpy(skin).permute(2, 0, 1), hue).permute(1, 2, 0).numpy()
    return np.asarray(F.adjust_hue(Image.fromarray(skin), hue)).astype(int), t.astype(int)

pil, ten = both(0.)
changed = (pil != skin).any(-1).mean()
print(f"hue 0, Pillow: {changed:.0%} of the pixels change, by up to {abs(pil - skin).max()}; tensor: by up to {abs(ten - skin).max()}")
other = abs(np.subtract(*both(.02))).max()
print("hue 0.02: Pillow and tensor differ by up to", other)
assert changed > .3 and abs(pil - skin).max() >= 2 and abs(ten - skin).max() <= 1 and other >= 3
PY
