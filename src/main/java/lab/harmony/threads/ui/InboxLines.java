package lab.harmony.threads.ui;

import java.util.List;
import lab.harmony.threads.Inbox;

/// A list of threads as a page shows it.
///
/// @param all how many there are, of which these are the first
record InboxLines(List<InboxLine> lines, int all) {

  InboxLines {
    lines = List.copyOf(lines);
  }

  /// Those that have something unread.
  List<Inbox.Entry> unread() {
    return lines.stream().map(InboxLine::entry).filter(entry -> !entry.unread().isEmpty()).toList();
  }
}
