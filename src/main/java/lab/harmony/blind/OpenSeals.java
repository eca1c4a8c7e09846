package lab.harmony.blind;

import java.util.Set;
import lab.harmony.people.PersonId;
import lab.harmony.runs.images.Seals;
import org.springframework.stereotype.Component;

/// What raters of open sessions are not to come across elsewhere in the lab.
@Component
class OpenSeals implements Seals.Source {

  private final BlindStore store;

  OpenSeals(BlindStore store) {
    this.store = store;
  }

  @Override
  public Seals.Seal of(PersonId person) {
    var sealed = store.sealed(person);
    return new Seals.Seal(
        Set.copyOf(sealed.runs()), Set.copyOf(sealed.digests()), Set.copyOf(sealed.experiments()));
  }
}
