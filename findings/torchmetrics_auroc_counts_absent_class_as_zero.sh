#!/usr/bin/env bash
# Expected: the macro average of the areas under the ROC curves leaves out a class that does not occur in the evaluated set, as
# torchmetrics' own macro average precision, F1, recall and accuracy do; scikit-learn's `roc_auc_score` refuses or warns with nan.
# Happens: `MulticlassAUROC` counts the absent class as an area of 0.0 (not nan) and takes it into the mean: a classifier that is right
# about every picture of six classes out of seven gets 0.857.
# Why it matters: dermatofibroma or vascular lesions are missing from many a fold, hospital or skin type; the AUROC of that group then
# falls by a seventh for no fault of the classifier, and comparisons of groups (fairness, hospitals) show differences that are not
# there.
# Versions: torchmetrics 1.9.0, torch 2.14.1.
# Seen:
#   torchmetrics 1.9.0 torch 2.14.1
#   MulticlassAUROC, macro average: 0.857
#   MulticlassAveragePrecision, macro average: 1.000
#   MulticlassF1Score, macro average: 1.000
#   MulticlassRecall, macro average: 1.000
#   AUROC by class: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0]
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchmetrics==1.9.0
cd "$d"
"$d/v/bin/python" - <<'PY'
import warnings
from importlib.metadata import version
import torch
from torchmetrics.classification import MulticlassAUROC, MulticlassAveragePrecision, MulticlassF1Score, MulticlassRecall

warnings.simplefilter("ignore")
truth = torch.arange(60) % 6                       # seven classes are known, the last does not occur
probs = torch.eye(7)[truth] * .9 + .1 / 7          # always right, and sure
print("torchmetrics", version("torchmetrics"), "torch", version("torch"))
seen = {m.__name__: m(7)(probs, truth).item() for m in (MulticlassAUROC, MulticlassAveragePrecision, MulticlassF1Score, MulticlassRecall)}
for k, v in seen.items():
    print(f"{k}, macro average: {v:.3f}")
print("AUROC by class:", MulticlassAUROC(7, average=None)(probs, truth).tolist())
assert abs(seen.pop("MulticlassAUROC") - 6 / 7) < 1e-4 and all(abs(v - 1) < 1e-6 for v in seen.values())
PY
