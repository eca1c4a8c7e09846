package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;

/// One tensor that a network learns: its name in the checkpoint, its shape, its start.
public record Parameter(String name, Shape shape, Initial initial) {}
