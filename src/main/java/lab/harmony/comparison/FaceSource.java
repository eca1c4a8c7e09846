package lab.harmony.comparison;

import java.time.Duration;
import java.util.Optional;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.GenerateSpec;

/// How a face came about, so that more can be drawn alike.
///
/// @param spec what it was drawn by, together with others
/// @param prompt its own
/// @param took how long one face of them took; empty where nobody measured
public record FaceSource(GenerateSpec spec, MatrixPrompt prompt, Optional<Duration> took) {}
