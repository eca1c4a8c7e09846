package lab.harmony.threads;

/// How many threads there are about something, and how many of them nobody has resolved.
///
/// @param title what it was called when it was last seen
public record ThreadCount(int threads, int open, String title) {

  public static final ThreadCount NONE = new ThreadCount(0, 0, "");
}
