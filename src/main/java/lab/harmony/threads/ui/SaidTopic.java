package lab.harmony.threads.ui;

import java.util.List;

/// What is said about one thing, as pages show it.
///
/// @param gone whether it is not there, or no longer
record SaidTopic(boolean gone, List<SaidThread> threads) {

  SaidTopic {
    threads = List.copyOf(threads);
  }
}
