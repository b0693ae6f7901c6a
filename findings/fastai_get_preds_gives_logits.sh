#!/usr/bin/env bash
# Expected: `Learner.get_preds` gives probabilities for a classifier, whichever of PyTorch's cross-entropy classes the learner was made with:
# its documentation calls what comes back predictions.
# Happens: the activation belongs to fastai's own loss classes. With `torch.nn.CrossEntropyLoss`, which has the same values and trains the
# same network, logits come back, without a word.
# Why it matters: class weights for HAM10000's imbalance are commonly given as `nn.CrossEntropyLoss(weight=...)`; a threshold for
# melanoma, a calibration or a mean over folds is then computed on logits. The largest one is the same, so accuracy shows nothing.
# Versions: fastai 2.8.12, torch 2.14.1.
# Seen:
#   fastai 2.8.12 torch 2.14.1
#   CrossEntropyLossFlat: rows sum to 1.000 ... 1.000, smallest value 0.08
#   nn.CrossEntropyLoss: rows sum to -3.115 ... 1.761, smallest value -1.52
#   same answers: True
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 fastai==2.8.12 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import torch
import fastai.callback.all
from fastai.basics import CrossEntropyLossFlat, DataLoader, DataLoaders, Learner
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 3)
y = (x[:, 0] > 0).long() + (x[:, 1] > 0).long()
dls = DataLoaders(*(DataLoader(list(zip(x, y)), bs=16) for _ in range(2)))
net = nn.Linear(3, 3)

def predicted(loss):
    learn = Learner(dls, net, loss_func=loss)
    with learn.no_bar(): return learn.get_preds()[0]

print("fastai", version("fastai"), "torch", version("torch"))
ours, plain = predicted(CrossEntropyLossFlat()), predicted(nn.CrossEntropyLoss())
for name, p in (("CrossEntropyLossFlat", ours), ("nn.CrossEntropyLoss", plain)):
    print(f"{name}: rows sum to {p.sum(1).min():.3f} ... {p.sum(1).max():.3f}, smallest value {p.min():.2f}")
print("same answers:", bool((ours.argmax(1) == plain.argmax(1)).all()))
assert torch.allclose(ours.sum(1), torch.ones(64), atol=1e-5) and plain.min() < 0 and (ours.argmax(1) == plain.argmax(1)).all()
PY
