#!/usr/bin/env bash
# Expected: captum's GuidedBackprop on a network of the EfficientNet kind gives guided back-propagation, or says that it cannot; and
# DeepLift's contributions add up to the difference of the outputs, as its convergence delta promises for a network with ReLU.
# Happens: both know a list of activations in which ReLU6 (EfficientNet-Lite, MobileNet), SiLU (EfficientNet) and Hardswish
# (MobileNetV3) are missing, and pass over them without a word of that: GuidedBackprop returns exactly the plain gradient (only ever
# saying that it sets hooks on ReLU), DeepLift exactly input x gradient, whose sum is off by as much as the whole difference.
# Why it matters: a paper or a tool that compares saliency maps on dermoscopic pictures with the usual small networks compares the
# gradient with itself and finds that "the methods agree".
# Versions: captum 0.9.0, torch 2.14.1.
# Seen:
#   captum 0.9.0 torch 2.14.1
#   ReLU: GuidedBackprop is the gradient: False; DeepLift is input x gradient: False; sum off by 0%
#   ReLU6: GuidedBackprop is the gradient: True; DeepLift is input x gradient: True; sum off by 11%
#   SiLU: GuidedBackprop is the gradient: True; DeepLift is input x gradient: True; sum off by 65%
#   Hardswish: GuidedBackprop is the gradient: True; DeepLift is input x gradient: True; sum off by 84%
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 captum==0.9.0
cd "$d"
"$d/v/bin/python" - <<'PY'
import warnings
from importlib.metadata import version
import torch
from captum.attr import DeepLift, GuidedBackprop, InputXGradient, Saliency
from torch import nn

warnings.simplefilter("ignore")
print("captum", version("captum"), "torch", version("torch"))
for act in (nn.ReLU, nn.ReLU6, nn.SiLU, nn.Hardswish):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), act(), nn.Conv2d(8, 16, 3, 2, 1), nn.BatchNorm2d(16), act(),
                        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 7)).eval()
    x = 3 * torch.randn(2, 3, 32, 32)
    new = lambda: x.clone().requires_grad_()
    plain = torch.allclose(GuidedBackprop(net).attribute(new(), target=1), Saliency(net).attribute(new(), target=1, abs=False))
    lift, delta = DeepLift(net).attribute(new(), torch.zeros_like(x), target=1, return_convergence_delta=True)
    same = torch.allclose(lift, InputXGradient(net).attribute(new(), target=1), atol=1e-6)
    gap = (delta.abs() / (net(x) - net(0 * x))[:, 1].abs()).mean().item()
    print(f"{act.__name__}: GuidedBackprop is the gradient: {plain}; DeepLift is input x gradient: {same}; sum off by {gap:.0%}")
    assert plain == same == (act is not nn.ReLU)
    assert gap < .001 if act is nn.ReLU else gap > .01
PY
