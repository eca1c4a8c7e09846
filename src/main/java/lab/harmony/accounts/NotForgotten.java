package lab.harmony.accounts;

import java.io.UncheckedIOException;

/// Browsers are signed out, and none of them comes back while the lab runs; that they were
/// remembered is still on the disk, which does not let go of it.
public final class NotForgotten extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotForgotten(long browsers) {
    super(words(browsers == 1 ? "one remembered browser" : browsers + " remembered browsers"));
  }

  NotForgotten(UncheckedIOException cause) {
    super(words("which browsers are remembered"), cause);
  }

  private static String words(String what) {
    return "All of it is signed out, but %s cannot be removed from the folder accounts/browsers of the"
            .formatted(what)
        + " lab's data. Nobody comes in by it while the lab runs. Before it starts again its disk has"
        + " to take changes, and this has to be done once more.";
  }
}
