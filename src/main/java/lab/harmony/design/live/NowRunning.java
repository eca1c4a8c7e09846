package lab.harmony.design.live;

import java.util.List;

/// What is running now, as the navigation shows it; a feature with work in the background offers
/// one as a bean.
public interface NowRunning {

  Live<Works> works();

  /// All that is at work, the oldest first.
  record Works(List<Work> works) {
    public static final Works NONE = new Works(List.of());

    public Works {
      works = List.copyOf(works);
    }
  }

  /// One piece of work: its name, where it is shown (`runs/r000012`), who started it (empty where
  /// that is not known), and how much of it is done, in words (`4 of 48`) and as a share from 0 to
  /// 1.
  record Work(String name, String path, String by, String done, double share) {}
}
