"""The reference's side of the benchmark: diffusers, driven line by line over standard input.

Started by EngineBenchmark as `reference.py THREADS`; answers each line, the name of a task, with the
milliseconds that one run took, on the clock and of all processors.
"""

import copy
import sys
import time

import diffusers
import torch
import transformers
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.transformers.transformer_2d import Transformer2DModel

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)

samples = {batch: torch.randn(batch, 4, 64, 64) for batch in (1, 2)}
contexts = {batch: torch.randn(batch, 77, 768) for batch in (1, 2)}
picture = torch.randn(2, 320, 64, 64)
time_embedding = torch.randn(2, 1280)
latents = torch.randn(1, 4, 64, 64)
ids = torch.tensor([[49406] + [1000 + i for i in range(1, 21)] + [49407] * 56])

unet = diffusers.UNet2DConditionModel(
    sample_size=64, cross_attention_dim=768, attention_head_dim=8
).eval()
narrow = copy.deepcopy(unet).to(torch.bfloat16)
vae = diffusers.AutoencoderKL(
    block_out_channels=(128, 256, 512, 512),
    down_block_types=("DownEncoderBlock2D",) * 4,
    up_block_types=("UpDecoderBlock2D",) * 4,
    layers_per_block=2,
    latent_channels=4,
).eval()
text = transformers.CLIPTextModel(
    transformers.CLIPTextConfig(
        hidden_size=768,
        intermediate_size=3072,
        num_attention_heads=12,
        num_hidden_layers=12,
        hidden_act="quick_gelu",
        vocab_size=49408,
    )
).eval()
resnet = ResnetBlock2D(in_channels=320, out_channels=320, temb_channels=1280).eval()
transformer = Transformer2DModel(
    num_attention_heads=8, attention_head_dim=40, in_channels=320, cross_attention_dim=768
).eval()


def step(network, batch, dtype):
    network(samples[batch].to(dtype), 500, encoder_hidden_states=contexts[batch].to(dtype))


TASKS = {
    "unet1": lambda: step(unet, 1, torch.float32),
    "unet2": lambda: step(unet, 2, torch.float32),
    "unet1-bfloat16": lambda: step(narrow, 1, torch.bfloat16),
    "unet2-bfloat16": lambda: step(narrow, 2, torch.bfloat16),
    "text": lambda: text(ids),
    "vae": lambda: vae.decode(latents),
    "block": lambda: transformer(
        resnet(picture, time_embedding), encoder_hidden_states=contexts[2]
    ),
}

versions = f"torch {torch.__version__} diffusers {diffusers.__version__} transformers {transformers.__version__}"
print("ready", versions, flush=True)
for line in sys.stdin:
    task = TASKS[line.strip()]
    with torch.inference_mode():
        start, busy = time.perf_counter(), time.process_time()
        task()
        wall, processor = time.perf_counter() - start, time.process_time() - busy
        print(wall * 1000, processor * 1000, flush=True)
