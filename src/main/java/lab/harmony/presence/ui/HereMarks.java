package lab.harmony.presence.ui;

import lab.harmony.accounts.CurrentPerson;
import lab.harmony.presence.Presence;
import org.springframework.stereotype.Component;

/// Makes the part of a page that says who else is there.
@Component
public class HereMarks {

  private final Presence presence;
  private final CurrentPerson current;

  HereMarks(Presence presence, CurrentPerson current) {
    this.presence = presence;
    this.current = current;
  }

  /// For whoever is signed in; at no place yet.
  public WhoIsHere mark() {
    return new WhoIsHere(presence, current.actor());
  }
}
