#!/usr/bin/env bash
# Expected: drawing a Grad-CAM between two batches of a training leaves the network and its gradients as they were.
# Happens: the constructor of pytorch-grad-cam's `GradCAM` puts the network into eval mode and leaves it there, so that from the first
# picture drawn the statistics of BatchNorm stand still and dropout is off for the rest of the epoch; and a call wipes the gradients
# that have been accumulated and leaves its own in their place for the next optimiser step.
# Why it matters: a callback that shows "what the network looks at" on a few lesions changes the training it watches, more so with small
# batches accumulated over several steps, as is usual for large dermoscopic pictures.
# Versions: grad-cam 1.5.7, torch 2.14.1.
# Seen:
#   grad-cam 1.5.7 torch 2.14.1
#   training mode: before True, after the constructor False and after the with block False
#   accumulated gradient kept: False
#   BatchNorm's mean moves with the next batch: False
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 grad-cam==1.5.7
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(.5),
                    nn.Linear(8, 7)).train()
x = torch.randn(4, 3, 32, 32)
net(x).square().mean().backward()  # first half of an accumulated batch
before = net[0].weight.grad.clone()
print("grad-cam", version("grad-cam"), "torch", version("torch"))
with GradCAM(model=net, target_layers=[net[2]]) as cam:
    after_init = net.training
    cam(input_tensor=x[:1], targets=[ClassifierOutputTarget(0)])
kept = torch.equal(before, net[0].weight.grad)
mean = net[1].running_mean.clone()
net(x)
moved = not torch.equal(mean, net[1].running_mean)
print("training mode: before True, after the constructor", after_init, "and after the with block", net.training)
print("accumulated gradient kept:", kept)
print("BatchNorm's mean moves with the next batch:", moved)
assert not after_init and not net.training and not kept and not moved
PY
