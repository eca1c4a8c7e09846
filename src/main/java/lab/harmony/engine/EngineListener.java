package lab.harmony.engine;

/// Hears what an engine process tells. Called from one thread at a time, in the order of telling.
public interface EngineListener {

  void event(EngineEvent event);

  /// The process has ended, whoever ended it; called once, after the last event.
  void ended(EngineEnd end);

  /// How a process ended.
  ///
  /// @param exitCode 0 after a request to quit; 137 when it was killed
  /// @param lastWords the last lines it wrote to its error output, for the log
  record EngineEnd(int exitCode, String lastWords) {

    /// One sentence for the person whose run this was.
    public String reason() {
      return switch (exitCode) {
        case 0 -> "The engine process has ended.";
        case 137 -> "The engine process was killed, by a person or for want of memory.";
        default -> "The engine process ended with code %d.".formatted(exitCode);
      };
    }
  }
}
