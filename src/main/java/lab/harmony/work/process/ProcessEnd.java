package lab.harmony.work.process;

/// How a process ended.
///
/// @param exitCode 0 when it was done; 137 when it was killed
/// @param lastWords the last lines it wrote to its error output, for the log
public record ProcessEnd(int exitCode, String lastWords) {

  /// One sentence for the person whose work this was.
  ///
  /// @param what the process is called: `The engine process`
  public String reason(String what) {
    return switch (exitCode) {
      case 0 -> "%s has ended.".formatted(what);
      case 137 -> "%s was killed, by a person or for want of memory.".formatted(what);
      default -> "%s ended with code %d.".formatted(what, exitCode);
    };
  }
}
