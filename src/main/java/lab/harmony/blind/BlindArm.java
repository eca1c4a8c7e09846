package lab.harmony.blind;

/// One of the things that are compared: the pictures of a model, with its adapters, in an
/// experiment.
public record BlindArm(String experiment, String model) {

  /// What it is called beside the others.
  public String label() {
    return model + " · " + experiment;
  }
}
