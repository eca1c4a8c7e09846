package lab.harmony.cli.served;

import java.util.HashMap;
import java.util.Map;
import lab.harmony.people.PersonId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// How many verbs are done at once for people on other machines: so many in all, and so many for
/// each, so that nobody's calls keep out those of others.
final class VerbSlots {

  static final int AT_ONCE = 32;
  static final int OF_ONE = 8;

  private final Map<PersonId, Integer> taken = new HashMap<>();
  private int all;

  /// Is given back when it is closed.
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /// @throws ResponseStatusException in words, if there is none
  synchronized Slot take(PersonId person) {
    if (taken.getOrDefault(person, 0) >= OF_ONE) {
      throw refusal(
          "The lab does %d verbs for you already; try again when one is over, or stop one on the"
              + " page Work.",
          OF_ONE);
    }
    if (all >= AT_ONCE) {
      throw refusal(
          "The lab does %d verbs for others already; try again when one is over.", AT_ONCE);
    }
    all++;
    taken.merge(person, 1, Integer::sum);
    return () -> giveBack(person);
  }

  private static ResponseStatusException refusal(String words, int number) {
    return new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, words.formatted(number));
  }

  private synchronized void giveBack(PersonId person) {
    all--;
    taken.computeIfPresent(person, (_, number) -> number == 1 ? null : number - 1);
  }
}
