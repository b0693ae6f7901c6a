#!/usr/bin/env bash
# Expected: a network whose weights have become not-a-number answers with what is no number, so that anybody who checks sees it.
# Happens: OpenVINO's rectifiers (ReLU, ReLU6) on a processor turn NaN into 0, also in f32. A filter that is broken falls silent, and the
# network goes on to answer with finite probabilities that look like those of a network in order. onnxruntime and PyTorch give NaN.
# Why it matters: a training that diverged, or a file that was damaged, is usually found because a probability is not finite; served by
# OpenVINO the same network tells melanoma from nevus, with confidence, from what is left of it, and monitoring of the outputs sees nothing.
# What to do: check the weights, or compare with another runtime once, before serving; a check of the outputs is not enough.
# Versions: openvino 2026.4.1, onnxruntime 1.32.0, onnx 1.23.2.
# Seen:
#   openvino 2026.4.1 onnxruntime 1.32.0 onnx 1.23.2
#   ReLU onnxruntime [nan nan nan] OpenVINO [0.003 0.373 0.153] sum 1.0
#   ReLU6 onnxruntime [nan nan nan] OpenVINO [0.084 0.211 0.063] sum 1.0
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq openvino==2026.4.1 onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6
cd "$d"
HOME="$d" "$d/v/bin/python" - <<'PY'
import sys
from importlib.metadata import version
sys.modules["openvino_telemetry"] = None  # it would report the import
import numpy as np, onnx, onnxruntime, openvino
from onnx import TensorProto, helper, numpy_helper

rng = np.random.default_rng(0)

def network(act, broken):
    """Convolution, rectifier, average, linear layer, softmax, as ONNX; one of eight filters not-a-number if broken."""
    w = rng.normal(size=(8, 3, 3, 3)).astype("float32") * 0.3
    if broken:
        w[3] = np.nan
    weights = dict(w=w, v=rng.normal(size=(8, 7)).astype("float32"), **(dict(low=np.float32(0), high=np.float32(6)) if act == "ReLU6" else {}))
    middle = [helper.make_node("Relu", ["a"], ["b"])] if act == "ReLU" else [helper.make_node("Clip", ["a", "low", "high"], ["b"])]
    nodes = [helper.make_node("Conv", ["x", "w"], ["a"]), *middle, helper.make_node("GlobalAveragePool", ["b"], ["c"]),
             helper.make_node("Flatten", ["c"], ["d"]), helper.make_node("MatMul", ["d", "v"], ["e"]), helper.make_node("Softmax", ["e"], ["p"])]
    graph = helper.make_graph(nodes, "g", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 32, 32])],
                              [helper.make_tensor_value_info("p", TensorProto.FLOAT, [1, 7])],
                              [numpy_helper.from_array(np.asarray(v), k) for k, v in weights.items()])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9).SerializeToString()

print(*(f"{k} {version(k)}" for k in ("openvino", "onnxruntime", "onnx")))
x = rng.random((1, 3, 32, 32), dtype="float32")
for act in ("ReLU", "ReLU6"):
    model = network(act, True)
    theirs = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]).run(None, {"x": x})[0]
    core = openvino.Core()
    ours = core.compile_model(core.read_model(model), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})(x)[0]
    print(act, "onnxruntime", theirs[0, :3], "OpenVINO", ours[0, :3].round(3), "sum", ours.sum().round(3))
    assert np.isnan(theirs).all() and np.isfinite(ours).all()
PY
