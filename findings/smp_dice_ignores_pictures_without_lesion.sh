#!/usr/bin/env bash
# Expected: a segmentation loss punishes a network that paints a whole lesion where there is none.
# Happens: in segmentation-models-pytorch the Dice, Jaccard and Tversky losses are multiplied by "the class occurs in the truth", so
# that a batch without a lesion costs 0.0 whatever is predicted, every pixel included, and gives no gradient at all.
# Why it matters: pictures of healthy skin, of rulers or of hair only, added to teach a network not to find a lesion everywhere, teach
# it nothing when they make a batch of their own (batch of one, a sorted loader); the curve of the loss even looks better for them.
# Versions: segmentation-models-pytorch 0.6.0, torch 2.14.1.
# Seen:
#   segmentation-models-pytorch 0.6.0 torch 2.14.1
#   DiceLoss: lesion predicted everywhere, none there: 0.000, largest gradient 0.0e+00; one pixel of lesion there: 0.998
#   JaccardLoss: lesion predicted everywhere, none there: 0.000, largest gradient 0.0e+00; one pixel of lesion there: 0.999
#   TverskyLoss: lesion predicted everywhere, none there: 0.000, largest gradient 0.0e+00; one pixel of lesion there: 0.998
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 segmentation-models-pytorch==0.6.0
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import torch
from segmentation_models_pytorch.losses import DiceLoss, JaccardLoss, TverskyLoss

print("segmentation-models-pytorch", version("segmentation-models-pytorch"), "torch", version("torch"))
none = torch.zeros(1, 1, 32, 32, dtype=torch.long)
one = none.clone()
one[..., 0, 0] = 1
for loss in (DiceLoss, JaccardLoss, TverskyLoss):
    everywhere = torch.full((1, 1, 32, 32), 3.).requires_grad_()
    value = loss("binary")(everywhere, none)
    value.backward()
    pixel = loss("binary")(everywhere, one).item()
    print(f"{loss.__name__}: lesion predicted everywhere, none there: {value.item():.3f}, largest gradient "
          f"{everywhere.grad.abs().max().item():.1e}; one pixel of lesion there: {pixel:.3f}")
    assert value.item() == 0 and everywhere.grad.abs().max() == 0 and pixel > .9
PY
