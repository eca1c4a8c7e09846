package lab.harmony.diffusion;

import java.awt.image.BufferedImage;

/// A picture and what was asked for.
public record GeneratedImage(GenerationRequest request, BufferedImage image) {}
