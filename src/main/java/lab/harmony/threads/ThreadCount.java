package lab.harmony.threads;

/// How many threads there are about something, and how many of them nobody has resolved.
public record ThreadCount(int threads, int open) {

  public static final ThreadCount NONE = new ThreadCount(0, 0);
}
