#!/usr/bin/env bash
# Expected: importing a library for inference computes nothing, writes nothing and tells nobody.
# Happens: `import openvino` starts the telemetry of its model converter, which the wheel requires as a package of its own and which is on
# until somebody opts out in a file: it writes an identity into the home directory (~/intel/openvino_ga_cid) and posts it, with the
# version and what was imported, to Google Analytics, from a process that it forks; every `convert_model` does so again. No question is
# asked and nothing is printed. Where CI variables are set, it stays silent, so that tests do not show it.
# Why it matters: on a machine that holds patients' pictures, a viewer or a script for a study that imports OpenVINO announces itself to
# a third party, with an identity that stays; where the network is cut off, forked copies of a process that holds pictures wait for it.
# What to do: `opt_in_out --opt_out` for each user, or leave the reporter out before the first import, which OpenVINO allows for:
# sys.modules["openvino_telemetry"] = None
# Versions: openvino 2026.4.1, openvino-telemetry 2025.2.0.
# Seen:
#   openvino 2026.4.1 openvino-telemetry 2025.2.0
#   import openvino writes ['intel/openvino_ga_cid', 'intel/stats']
#   and posts to www.google-analytics.com ['import'] with the identity from the file: True
#   without the reporter: [] posts False
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq openvino==2026.4.1 openvino-telemetry==2025.2.0 numpy==2.4.6
mkdir "$d/home" "$d/other"
cat > "$d/ask.py" <<'PY'
import os, sys, time
from importlib.metadata import version
from urllib import request

out = sys.argv[1]
def noted(req, *args, **kwargs):
    """Instead of a connection: write down where it would have gone and what it would have said."""
    with open(out, "a") as f:
        f.write(f"{req.host} {req.data.decode()}\n")
    raise OSError("no network here")
request.urlopen = noted
if "without" in sys.argv:
    sys.modules["openvino_telemetry"] = None
import openvino
time.sleep(3)
PY
env -u CI HOME="$d/home" "$d/v/bin/python" "$d/ask.py" "$d/sent"
env -u CI HOME="$d/other" "$d/v/bin/python" "$d/ask.py" "$d/none" without
D="$d" "$d/v/bin/python" - <<'PY'
import json, os
from importlib.metadata import version
from pathlib import Path

d = Path(os.environ["D"])
print("openvino", version("openvino"), "openvino-telemetry", version("openvino-telemetry"))
made = sorted(o.relative_to(d / "home").as_posix() for o in (d / "home").rglob("*") if o.is_file())
print("import openvino writes", made)
host, _, said = (d / "sent").read_text().splitlines()[0].partition(" ")
said = json.loads(said)
cid = (d / "home/intel/openvino_ga_cid").read_text().strip()
print("and posts to", host, [e["name"] for e in said["events"]], "with the identity from the file:", said["client_id"] == cid)
print("without the reporter:", [*(d / "other").rglob("*")], "posts", (d / "none").exists())
assert "intel/openvino_ga_cid" in made and host == "www.google-analytics.com" and said["client_id"] == cid
assert not [*(d / "other").rglob("*")] and not (d / "none").exists()
PY
