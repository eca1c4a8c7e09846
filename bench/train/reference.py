"""The reference's side of the benchmark: one training step of a low-rank adapter on the first block of
Stable Diffusion 1.5. Answers each line on standard input with the milliseconds that the step took."""

import sys
import time

import torch
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.transformers.transformer_2d import Transformer2DModel
from peft import LoraConfig, inject_adapter_in_model

torch.manual_seed(1)


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.resnet = ResnetBlock2D(in_channels=320, out_channels=320, temb_channels=1280)
        self.attention = Transformer2DModel(
            num_attention_heads=8, attention_head_dim=40, in_channels=320, cross_attention_dim=768
        )

    def forward(self, picture, embedding, context):
        return self.attention(self.resnet(picture, embedding), encoder_hidden_states=context).sample


targets = ["to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out", "ff.net.0.proj", "ff.net.2"]
block = inject_adapter_in_model(LoraConfig(r=16, lora_alpha=16, target_modules=targets), Block())
trained = [parameter for name, parameter in block.named_parameters() if "lora_" in name]
optimiser = torch.optim.AdamW(trained, lr=1e-3, weight_decay=0.01)

for _ in sys.stdin:
    picture = torch.randn(2, 320, 64, 64)
    embedding = torch.randn(2, 1280)
    context = torch.randn(2, 77, 768)
    start = time.perf_counter()
    optimiser.zero_grad()
    block(picture, embedding, context).square().mean().backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimiser.step()
    print((time.perf_counter() - start) * 1000, flush=True)
