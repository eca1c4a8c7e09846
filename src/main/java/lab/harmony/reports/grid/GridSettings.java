package lab.harmony.reports.grid;

/// How a picture was asked for, besides its place on the axes.
///
/// @param template the template of the prompt library with this wording; empty if none has it
/// @param options what the run asked for beyond the usual, in words
public record GridSettings(
    String sampler,
    int steps,
    int width,
    int height,
    String template,
    String prompt,
    String negativePrompt,
    String modelSha256,
    String options) {}
