package lab.harmony.threads.ui;

import java.util.Map;
import lab.harmony.people.PersonId;
import lab.harmony.threads.Inbox;
import org.jsoup.Jsoup;

/// A thread in somebody's inbox, and how the newest that they have not read begins, as plain text.
record InboxLine(Inbox.Entry entry, String excerpt) {
  private static final int LONGEST = 160;

  static InboxLine of(Inbox.Entry entry, Map<PersonId, String> names) {
    if (entry.unread().isEmpty()) {
      return new InboxLine(entry, "");
    }
    var text =
        Jsoup.parseBodyFragment(SaidComment.html(entry.unread().getLast().text(), names)).text();
    return new InboxLine(
        entry, text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
  }
}
