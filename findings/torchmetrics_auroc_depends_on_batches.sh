#!/usr/bin/env bash
# Expected: a metric to which logits are handed batch by batch gives the value for all of them, whatever the batches are; the area under
# the ROC curve does not even need probabilities.
# Happens: torchmetrics looks at each batch on its own: if all values lie in [0, 1] it takes them for probabilities, if not it applies
# the sigmoid. A batch whose logits happen to lie in [0, 1] is left as it is while its neighbours are squeezed, and the two scales are
# ranked together. In batches of one the AUROC of "melanoma or not" falls from 0.828 to 0.786, in no way marked.
# Why it matters: with batches of one or a few (large pictures, one lesion at a time in a reader study) the result depends on the batch
# size; logits between 0 and 1 are just those of doubtful lesions.
# Versions: torchmetrics 1.9.0, torch 2.14.1, scikit-learn 1.9.1.
# Seen:
#   torchmetrics 1.9.0 torch 2.14.1
#   scikit-learn: 0.8279
#   logits in batches of 2000: 0.8279
#   logits in batches of 64: 0.8279
#   logits in batches of 2: 0.8218
#   logits in batches of 1: 0.7856
#   probabilities in batches of 1: 0.8279
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchmetrics==1.9.0 scikit-learn==1.9.1
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import torch
from sklearn.metrics import roc_auc_score
from torchmetrics.classification import BinaryAUROC

torch.manual_seed(0)
logit = 1.5 * torch.randn(2000) - 1
truth = (torch.rand(2000) < torch.sigmoid(logit)).long()

def auroc(scores, size):
    """AUROC of scores handed over in batches of the given size."""
    m = BinaryAUROC()
    for s, t in zip(scores.split(size), truth.split(size)):
        m.update(s, t)
    return m.compute().item()

print("torchmetrics", version("torchmetrics"), "torch", version("torch"))
print(f"scikit-learn: {roc_auc_score(truth, logit):.4f}")
seen = {n: auroc(logit, n) for n in (2000, 64, 2, 1)}
for n, v in seen.items():
    print(f"logits in batches of {n}: {v:.4f}")
print(f"probabilities in batches of 1: {auroc(logit.sigmoid(), 1):.4f}")
assert abs(seen[2000] - roc_auc_score(truth, logit)) < 1e-4 and abs(auroc(logit.sigmoid(), 1) - seen[2000]) < 1e-4
assert seen[1] < seen[2000] - .01
PY
