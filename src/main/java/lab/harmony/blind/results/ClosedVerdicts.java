package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.SessionId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.springframework.stereotype.Service;

/// What raters of closed sessions said of single pictures, for what only people see who may look at
/// all of it. Of an open session it says nothing, not even that there is one.
@Service
public class ClosedVerdicts {

  private final ClosedStore store;
  private final SessionRecords records;

  /// What a session came to is found out once: it never changes after the close.
  private final Map<ClosedSession, Map<ImageId, BlindVerdict>> known = new ConcurrentHashMap<>();

  ClosedVerdicts(ClosedStore store, SessionRecords records) {
    this.store = store;
    this.records = records;
  }

  /// Of pictures of some runs: by session, the one that was closed first at the beginning.
  public Map<ClosedSession, Map<ImageId, BlindVerdict>> of(Collection<RunId> runs) {
    var told = new LinkedHashMap<ClosedSession, Map<ImageId, BlindVerdict>>();
    if (!runs.isEmpty()) {
      var sessions = store.of(runs);
      known.keySet().retainAll(store.all());
      sessions.forEach(session -> told.put(session, known.computeIfAbsent(session, this::read)));
    }
    return Collections.unmodifiableMap(told);
  }

  /// Whether a session tells something now.
  public boolean tells(SessionId id) {
    return store.all().stream().anyMatch(session -> session.id().equals(id));
  }

  private Map<ImageId, BlindVerdict> read(ClosedSession session) {
    var kept = records.closedRecord(session.id()).orElseThrow();
    var compares = kept.session().form().compares();
    var said = new HashMap<ImageId, List<Rated>>();
    var arms = new HashMap<ImageId, Integer>();
    for (var one : Rated.firsts(RatedSession.of(kept, Besides.NOT_KNOWN).rated())) {
      for (var picture : one.unit().pictures()) {
        var image = ImageId.parse(picture.image());
        said.computeIfAbsent(image, _ -> new ArrayList<>()).add(one);
        arms.put(image, picture.arm());
      }
    }
    var verdicts = new HashMap<ImageId, BlindVerdict>();
    said.forEach((image, all) ->
        verdicts.put(
            image,
            compares
                ? BlindVerdict.ofComparisons(all, Objects.requireNonNull(arms.get(image)))
                : BlindVerdict.ofPoints(all)));
    return Map.copyOf(verdicts);
  }
}
