#!/usr/bin/env bash
# Expected: fastai's `TerminateOnNaNCallback` ends a training whose loss is no number before it does harm, and says so: by an error, a
# line or a flag.
# Happens: `fit` returns like a fit that is done, without an exception, a warning or an entry in the recorder; and since the callback
# looks at the loss after the optimiser's step, the weights that are left in the network are NaN already. Only the number of recorded
# epochs shows it.
# Why it matters: a script that trains five folds goes on to save, calibrate and evaluate a network whose every answer is NaN; half
# precision on small dermoscopic sets with rare classes is where this happens.
# Versions: fastai 2.8.12, torch 2.14.1.
# Seen:
#   fastai 2.8.12 torch 2.14.1
#   epochs asked for: 5, recorded: 0 warnings about it: [] printed: ''
#   weights are NaN: True
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 fastai==2.8.12 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
import contextlib, io, warnings
from importlib.metadata import version
import torch
from fastai.basics import CrossEntropyLossFlat, DataLoader, DataLoaders, Learner
from fastai.callback.tracker import TerminateOnNaNCallback
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 3)
dls = DataLoaders(*(DataLoader(list(zip(x, (x[:, 0] > 0).long())), bs=16) for _ in range(2)))
learn = Learner(dls, nn.Linear(3, 2), loss_func=CrossEntropyLossFlat(), cbs=TerminateOnNaNCallback())
text = io.StringIO()
with warnings.catch_warnings(record=True) as w, contextlib.redirect_stdout(text), learn.no_bar(), learn.no_logging():
    warnings.simplefilter("always", UserWarning)
    learn.fit(5, lr=1e30)  # far too high: the loss is soon no number
said = [str(m.message) for m in w if "nan" in str(m.message).lower()]
nan = bool(torch.isnan(learn.model.weight).any())
print("fastai", version("fastai"), "torch", version("torch"))
print("epochs asked for: 5, recorded:", len(learn.recorder.values), "warnings about it:", said, "printed:", repr(text.getvalue()))
print("weights are NaN:", nan)
assert len(learn.recorder.values) < 5 and not said and not text.getvalue() and nan
PY
