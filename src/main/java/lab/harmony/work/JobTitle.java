package lab.harmony.work;

/// A job as people know it.
///
/// @param what it is: `Run`, `Training`
/// @param name of what it works on: `baseline`
/// @param path where that is shown: `runs/r261120-204501-k3f9q`
/// @param done how far it is, in its own units: `4 of 48`; empty while that is not known
/// @param unit what is counted so: `pictures`; empty where nothing is
public record JobTitle(String what, String name, String path, String done, String unit) {

  /// How far it is, with what is counted: `4 of 48 pictures`.
  public String doneInWords() {
    return done.isEmpty() || unit.isEmpty() ? done : done + " " + unit;
  }
}
