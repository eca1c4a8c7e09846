# Writes levels.json: the timesteps and sigmas that diffusers' schedulers visit, made from a checkpoint's scheduler_config.json
# the way a pipeline makes them (from_pretrained, then from_config). Run: PYTHONPATH=…/diffusers/src python levels.py > levels.json
import importlib, importlib.machinery, json, sys, tempfile, types, warnings
warnings.filterwarnings("ignore")
stub = types.ModuleType("torchsde")  # only draws noise, which is not asked for
stub.__spec__ = importlib.machinery.ModuleSpec("torchsde", None)
sys.modules.setdefault("torchsde", stub)

def load(module, name):
    return getattr(importlib.import_module("diffusers.schedulers.scheduling_" + module), name)

SAMPLERS = {
    "DDIM": ("ddim", "DDIMScheduler", {}),
    "Euler": ("euler_discrete", "EulerDiscreteScheduler", {}),
    "Euler a": ("euler_ancestral_discrete", "EulerAncestralDiscreteScheduler", {}),
    "Heun": ("heun_discrete", "HeunDiscreteScheduler", {}),
    "LMS": ("lms_discrete", "LMSDiscreteScheduler", {}),
    "DPM++ 2M": ("dpmsolver_multistep", "DPMSolverMultistepScheduler", {}),
    "DPM++ 2M Karras": ("dpmsolver_multistep", "DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "DPM++ 2M SDE": ("dpmsolver_multistep", "DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "DPM++ SDE": ("dpmsolver_sde", "DPMSolverSDEScheduler", {}),
    "UniPC": ("unipc_multistep", "UniPCMultistepScheduler", {}),
    "LCM": ("lcm", "LCMScheduler", {}),
}
BASE = {"_class_name": "PNDMScheduler", "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
        "num_train_timesteps": 1000, "skip_prk_steps": True, "set_alpha_to_one": False}
CONFIGS = [dict(BASE, **extra) for extra in (
    {"steps_offset": 1}, {"timestep_spacing": "leading"}, {"timestep_spacing": "leading", "steps_offset": 1},
    {"timestep_spacing": "trailing", "steps_offset": 1}, {"timestep_spacing": "linspace", "steps_offset": 1})]
own = load("pndm", "PNDMScheduler")
sets = []
for config in CONFIGS:
    with tempfile.TemporaryDirectory() as folder:
        json.dump(config, open(folder + "/scheduler_config.json", "w"))
        loaded = own.from_pretrained(folder).config
    for name, (module, kind, options) in SAMPLERS.items():
        for steps in (4, 8, 20, 31):
            scheduler = load(module, kind).from_config(loaded, **options)
            scheduler.set_timesteps(steps)
            t, s = [float(x) for x in scheduler.timesteps], None
            if hasattr(scheduler, "sigmas"):
                s = [float(x) for x in scheduler.sigmas][:-1]
            if name in ("Heun", "DPM++ SDE"):  # they name every level twice, for their two calls of the network
                t, s = t[::2], s[:1] + s[1::2]
            if s is None:
                a = scheduler.alphas_cumprod
                s = [float(((1 - a[int(x)]) / a[int(x)]) ** 0.5) for x in t]
            start = float(scheduler.init_noise_sigma)
            sets.append({"sampler": name, "config": config, "steps": steps, "timesteps": [float("%.7g" % x) for x in t],
                         "sigmas": [float("%.7g" % x) for x in s], "noise": float("%.7g" % start)})
print("[\n" + ",\n".join(json.dumps(one) for one in sets) + "\n]")
