package lab.harmony.blind;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lab.harmony.blind.session.ArmDrawn;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.PersonId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.Seals;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// What raters of open sessions are not to come across elsewhere in the lab. It is asked for with
/// each key in the palette and each picture, so what a session seals, which never changes, is read
/// once.
@Component
class OpenSeals implements Seals.Source {

  private final BlindStore store;
  private final FrozenStore frozen;
  private final RunQueue runs;
  private final Map<SessionId, FrozenStore.Sealed> known = new ConcurrentHashMap<>();

  OpenSeals(BlindStore store, FrozenStore frozen, RunQueue runs) {
    this.store = store;
    this.frozen = frozen;
    this.runs = runs;
  }

  @Override
  public Seals.Seal of(PersonId person) {
    var open = store.openOf(person);
    if (open.isEmpty()) {
      return Seals.Seal.NOTHING;
    }
    var sealed = open.stream().map(id -> known.computeIfAbsent(id, frozen::sealed)).toList();
    var arms = sealed.stream().flatMap(one -> one.arms().stream()).toList();
    return new Seals.Seal(
        sealed.stream().flatMap(one -> one.runs().stream()).collect(Collectors.toSet()),
        arms.stream().map(ArmDrawn::model).collect(Collectors.toSet()),
        sealed.stream().flatMap(one -> one.digests().stream()).collect(Collectors.toSet()),
        arms.stream().map(ArmDrawn::experiment).collect(Collectors.toSet()));
  }

  @Override
  public Set<RunId> drawnBy(Set<String> models) {
    return runs.drawnBy(models);
  }
}
