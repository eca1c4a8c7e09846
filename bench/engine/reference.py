"""The reference's side of the benchmark: diffusers, driven line by line over standard input.

Started by EngineBenchmark as `reference.py THREADS`; answers each line (`unet` or `block`) with the
milliseconds that one run took, on the clock and of all processors.
"""

import sys
import time

import diffusers
import torch
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.transformers.transformer_2d import Transformer2DModel

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)

sample = torch.randn(2, 4, 64, 64)
picture = torch.randn(2, 320, 64, 64)
context = torch.randn(2, 77, 768)
time_embedding = torch.randn(2, 1280)

unet = diffusers.UNet2DConditionModel(
    sample_size=64, cross_attention_dim=768, attention_head_dim=8
).eval()
resnet = ResnetBlock2D(in_channels=320, out_channels=320, temb_channels=1280).eval()
transformer = Transformer2DModel(
    num_attention_heads=8, attention_head_dim=40, in_channels=320, cross_attention_dim=768
).eval()


def run_unet():
    unet(sample, 500, encoder_hidden_states=context)


def run_block():
    transformer(resnet(picture, time_embedding), encoder_hidden_states=context)


print("ready torch", torch.__version__, "diffusers", diffusers.__version__, flush=True)
for line in sys.stdin:
    task = {"unet": run_unet, "block": run_block}[line.strip()]
    with torch.inference_mode():
        start, busy = time.perf_counter(), time.process_time()
        task()
        wall, processor = time.perf_counter() - start, time.process_time() - busy
        print(wall * 1000, processor * 1000, flush=True)
