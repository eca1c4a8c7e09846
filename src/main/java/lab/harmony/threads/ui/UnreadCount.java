package lab.harmony.threads.ui;

import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.NavigationCount;
import lab.harmony.threads.Inbox;
import org.springframework.stereotype.Component;

/// How many threads somebody has not read, beside their inbox in the navigation.
@Component
class UnreadCount implements NavigationCount {
  private final LiveThreads live;
  private final CurrentPerson current;

  UnreadCount(LiveThreads live, CurrentPerson current) {
    this.live = live;
    this.current = current;
  }

  @Override
  public String path() {
    return "inbox";
  }

  @Override
  public Live<Integer> count() {
    return live.unread(current.actor());
  }

  @Override
  public String words(int count) {
    return count >= Inbox.MOST_COUNTED ? "%d or more unread".formatted(count) : count + " unread";
  }
}
