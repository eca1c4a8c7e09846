package lab.harmony.threads.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A list of threads as a page shows it.
///
/// @param all how many there are, of which these are the first
record InboxLines(List<InboxLine> lines, int all) {

  InboxLines {
    lines = List.copyOf(lines);
  }

  /// The last comment of each thread that has something unread.
  Map<Long, Long> unread() {
    var last = new LinkedHashMap<Long, Long>();
    for (var line : lines) {
      if (!line.entry().unread().isEmpty()) {
        last.put(line.entry().thread(), line.entry().lastComment());
      }
    }
    return last;
  }
}
