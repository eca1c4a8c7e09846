package lab.harmony.design;

import java.util.List;

/// A screen that has keys of its own says which; `?` shows them.
public interface ScreenKeys {

  List<Key> keys();

  /// One key or sequence (`Shift Enter`) and what it does, in a few words.
  record Key(String keys, String does) {}
}
