package lab.harmony.work.process;

/// Hears what a process says. Called from one thread at a time.
public interface ProcessListener {

  /// A line of its standard output.
  void said(String line);

  /// A line of its error output.
  void complained(String line);

  /// The process has ended, whoever ended it; called once, after the last line.
  void ended(ProcessEnd end);
}
