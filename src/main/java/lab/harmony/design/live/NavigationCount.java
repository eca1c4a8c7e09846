package lab.harmony.design.live;

/// A number beside a screen in the navigation, of what waits there for somebody; a feature that
/// counts such things offers one as a bean.
public interface NavigationCount {

  /// The address of the screen, as `inbox`.
  String path();

  /// For whoever is signed in in the session that asks.
  Live<Integer> count();

  /// What it counts, as it is read out: `3 unread`.
  String words(int count);
}
