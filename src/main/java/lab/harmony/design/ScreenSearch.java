package lab.harmony.design;

/// A screen that has a search field puts the focus there when `/` is pressed.
public interface ScreenSearch {

  void focusSearch();
}
