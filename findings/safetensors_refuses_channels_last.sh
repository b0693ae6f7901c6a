#!/usr/bin/env bash
# Expected: the weights of a network trained with `memory_format=torch.channels_last` (the usual speed-up for convolutions) are saved by
# safetensors as `torch.save` does.
# Happens: `save` raises "You are trying to save a non contiguous tensor", for the convolutions that are larger than one pixel and have
# more than one input channel only: 1x1 and depthwise convolutions, most of an EfficientNet, pass. The error comes when the file is
# written, after the training.
# Why it matters: the memory format is a matter of speed, the file one of exchange; a day's training on dermoscopic pictures can end
# with no file, or the weights have to be copied by `.contiguous()` first.
# Versions: safetensors 0.8.0, torch 2.14.1.
# Seen:
#   safetensors 0.8.0 torch 2.14.1
#   3x3 -> You are trying to save a non contiguous tensor
#   1x1 -> saved
#   depthwise -> saved
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 safetensors==0.8.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
import io
from importlib.metadata import version
import torch
from safetensors.torch import save
from torch import nn

print("safetensors", version("safetensors"), "torch", version("torch"))
seen = {}
for name, conv in {"3x3": nn.Conv2d(3, 8, 3), "1x1": nn.Conv2d(8, 8, 1), "depthwise": nn.Conv2d(8, 8, 3, groups=8)}.items():
    conv = conv.to(memory_format=torch.channels_last)
    torch.save(conv.state_dict(), io.BytesIO())
    try:
        save(conv.state_dict())
        seen[name] = "saved"
    except ValueError as e:
        seen[name] = str(e).split(":")[0]
    print(name, "->", seen[name])
assert seen["1x1"] == seen["depthwise"] == "saved" and "non contiguous" in seen["3x3"]
PY
