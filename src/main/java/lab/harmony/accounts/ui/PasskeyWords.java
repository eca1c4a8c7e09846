package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import lab.harmony.accounts.passkeys.LabAddress;

/// Why there are no passkeys at an address, and where there are.
final class PasskeyWords {

  private PasskeyWords() {}

  /// @param page of the lab, as `/account`; empty where the address has passkeys
  static Optional<Component> of(LabAddress at, String page) {
    if (at.takesPasskeys()) {
      return Optional.empty();
    }
    var words = new Paragraph();
    words.addClassName("sign-in__hint");
    if (at.isThisMachine()) {
      var other = at.byName() + page;
      words.add(
          "Browsers keep passkeys for names, not for numbers like %s. Open ".formatted(at.host()));
      words.add(new Anchor(other, at.byName()));
      words.add(" for passkeys.");
    } else {
      words.add(
          "Browsers keep passkeys for names that are reached by https, not for %s."
              .formatted(at.origin()));
    }
    return Optional.of(words);
  }
}
