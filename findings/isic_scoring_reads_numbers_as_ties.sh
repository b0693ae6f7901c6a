#!/usr/bin/env bash
# Expected: a CSV written with all digits that a float64 has is read back as the same numbers, so the largest number of a row in the file is
# the largest that the scorer sees.
# Happens: isic-challenge-scoring needs a pandas below 3, whose `read_csv` by default reads a third of all float64 values wrong in the last
# bits. Two numbers that are neighbours come back equal, and the scorer counts a tie as wrong in the balanced accuracy: here every row is
# right, and the score is 0.921. pandas 3 reads the same file exactly, so that nobody who looks sees a tie.
# Why it matters: a submission whose answer is not the largest probability (a threshold for melanoma, a cost matrix, classes weighed alike)
# is made by lifting the answer just above the others, and averaged or saturated networks have near-ties of their own; the official score
# is then lower than the file deserves, by an amount that depends on the digits.
# Versions: isic-challenge-scoring 5.6.0, pandas 2.3.3, numpy 2.4.6.
# Seen:
#   isic-challenge-scoring 5.6.0 pandas 2.3.3
#   Python reads the file exactly: True
#   numbers that pandas reads otherwise: 37.3%
#   balanced accuracy of a file that is always right: 0.921
#   with twelve digits, lifted by 2e-11: 1.000
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq isic-challenge-scoring==5.6.0 pandas==2.3.3 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
import io, warnings
from importlib.metadata import version
import numpy as np, pandas as pd
from isic_challenge_scoring.classification import ClassificationMetric, ClassificationScore

warnings.simplefilter("ignore")
rng, n, names = np.random.default_rng(0), 3000, ["MEL", "NV", "BCC"]
y, p = rng.integers(0, 3, n), rng.dirichlet(np.ones(3), n)
p[np.arange(n), y] = np.nextafter(p.max(1), 2)        # the right class is the largest number of every row
assert (p.argmax(1) == y).all() and ((p == p.max(1, keepdims=True)).sum(1) == 1).all()

def file(numbers):
    table = pd.DataFrame(numbers, columns=names)
    table.insert(0, "image", [f"ISIC_{i:07d}" for i in range(n)])
    return table.to_csv(index=False)

def score(text):
    return ClassificationScore.from_stream(io.StringIO(file(np.eye(3)[y])), io.StringIO(text), ClassificationMetric.BALANCED_ACCURACY).overall

text = file(p)
exact = np.array([[float(v) for v in line.split(",")[1:]] for line in text.splitlines()[1:]])
print("isic-challenge-scoring", version("isic-challenge-scoring"), "pandas", pd.__version__)
print("Python reads the file exactly:", bool((exact == p).all()))
back = pd.read_csv(io.StringIO(text))[names].to_numpy()
print(f"numbers that pandas reads otherwise: {(back != p).mean():.1%}")
print(f"balanced accuracy of a file that is always right: {score(text):.3f}")
q = np.array([[float(f"{v:.12g}") for v in row] for row in p])
q[np.arange(n), y] = [float(f"{v:.12g}") for v in q.max(1) * (1 + 2e-11)]
print(f"with twelve digits, lifted by 2e-11: {score(file(q)):.3f}")
assert (exact == p).all() and (back != p).mean() > .1 and score(text) < .95 and score(file(q)) == 1
PY
