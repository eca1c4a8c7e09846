package lab.harmony.diffusion.prompt;

/// How a prompt is read.
public enum PromptSyntax {

  /// As it stands, brackets and all. What does not fit into one chunk is cut off, as diffusers
  /// does.
  PLAIN,

  /// In the language of AUTOMATIC1111. A long prompt takes several chunks.
  WEIGHTED
}
