package lab.harmony.design;

import com.vaadin.flow.signals.Signal;
import java.util.List;

/// What is running now, as the navigation shows it; a feature with work in the background offers
/// one as a bean.
public interface NowRunning {

  Signal<Works> works();

  /// All that is at work, the oldest first.
  record Works(List<Work> works) {
    public static final Works NONE = new Works(List.of());

    public Works {
      works = List.copyOf(works);
    }
  }

  /// One piece of work: its name, where it is shown (`runs/r000012`), and how far it is.
  record Work(String name, String path, int done, int total) {
    public int percent() {
      return total == 0 ? 0 : (int) (100L * done / total);
    }
  }
}
