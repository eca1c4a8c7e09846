package lab.harmony.design;

import com.vaadin.flow.component.UI;

/// A page that its person may not see any more.
public final class LeftPage {

  private LeftPage() {}

  /// Takes everything off the page, so that nothing of it is told anything more or can be pressed,
  /// and leads its browser elsewhere. A browser that stays sees an empty page.
  ///
  /// @param address that answers without a session
  public static void leave(UI page, String address) {
    page.getChildren().toList().forEach(part -> part.getElement().removeFromParent());
    page.getElement().removeAllChildren();
    page.getPage().setLocation(address);
  }
}
