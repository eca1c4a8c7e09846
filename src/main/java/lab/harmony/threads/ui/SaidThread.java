package lab.harmony.threads.ui;

import java.util.List;
import lab.harmony.threads.CommentThread;

/// A thread as pages show it.
record SaidThread(CommentThread thread, List<SaidComment> comments) {

  SaidThread {
    comments = List.copyOf(comments);
  }

  /// The number of its last comment.
  long last() {
    return comments.isEmpty() ? 0 : comments.getLast().comment().id();
  }
}
