package lab.harmony.blind;

import java.util.Optional;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Component;

/// What a closed session tells would tell the arms of another that shows the same: it is held back
/// from whoever still rates in such a one. Whoever may look at runs knows the arms anyway, and is
/// marked as that.
@Component
class HeldBack {

  private final BlindStore store;
  private final Rights rights;

  HeldBack(BlindStore store, Rights rights) {
    this.store = store;
    this.rights = rights;
  }

  /// Why somebody is not told yet what this session came to; empty where nothing is held back.
  Optional<String> why(SessionId id, Actor who) {
    if (rights.may(who, Right.LOOK)) {
      return Optional.empty();
    }
    return store.openBeside(id, who.person()).stream()
        .findFirst()
        .map(title ->
            ("What this session tells is held back from you until “%s” is closed: you rate in it,"
                    + " and it shows pictures of the same models.")
                .formatted(title));
  }

  /// @throws BlindProblem if it is held back
  void refuse(SessionId id, Actor who) {
    why(id, who)
        .ifPresent(words -> {
          throw new BlindProblem(words);
        });
  }
}
