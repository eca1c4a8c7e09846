package lab.harmony.threads;

/// What became of something that somebody wanted to say or change in a thread.
public sealed interface Posting {

  /// It is kept.
  record Posted(long thread, long comment) implements Posting {}

  /// Nothing was done; the reason is a sentence that says what to do.
  record Refused(String reason) implements Posting {}
}
