package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.SessionId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Service;

/// What raters of closed sessions said of single pictures, for what only people see who may look at
/// all of it. Of an open session it says nothing, not even that there is one.
@Service
public class ClosedVerdicts {

  private final ClosedStore store;
  private final SessionRecords records;

  /// What a session came to is found out once: it never changes after the close.
  private final Map<ClosedSession, Map<ImageId, OfFile>> known = new ConcurrentHashMap<>();

  /// @param sha256 of the picture that raters saw
  private record OfFile(String sha256, BlindVerdict verdict) {}

  ClosedVerdicts(ClosedStore store, SessionRecords records) {
    this.store = store;
    this.records = records;
  }

  /// Of some pictures, as long as they are those that raters saw: by session, the one that was
  /// closed first at the beginning.
  public Map<ClosedSession, Map<ImageId, BlindVerdict>> of(Collection<RunImage> images) {
    var told = new LinkedHashMap<ClosedSession, Map<ImageId, BlindVerdict>>();
    var sessions =
        images.isEmpty()
            ? List.<ClosedSession>of()
            : store.of(images.stream().map(image -> image.id().run()).distinct().toList());
    for (var session : sessions) {
      var all = said(session);
      var own = new HashMap<ImageId, BlindVerdict>();
      for (var image : images) {
        var said = all.get(image.id());
        if (said != null && said.sha256().equals(image.sha256())) {
          own.put(image.id(), said.verdict());
        }
      }
      told.put(session, own);
    }
    return told;
  }

  /// The experiments of whose pictures a session tells something; none while it is open.
  public List<String> experiments(SessionId id) {
    return store.experiments(id);
  }

  private Map<ImageId, OfFile> said(ClosedSession session) {
    var before = known.get(session);
    if (before == null) {
      before = read(session);
      known.put(session, before);
    }
    return before;
  }

  private Map<ImageId, OfFile> read(ClosedSession session) {
    var kept = records.closedRecord(session.id()).orElseThrow();
    var compares = kept.session().form().compares();
    var rated = RatedSession.of(kept, Besides.NOT_KNOWN);
    var said = new LinkedHashMap<RatedUnit.Picture, List<Rated>>();
    for (var one : Rated.firsts(rated.counting())) {
      for (var picture : one.unit().pictures()) {
        said.computeIfAbsent(picture, _ -> new ArrayList<>()).add(one);
      }
    }
    var verdicts = new HashMap<ImageId, OfFile>();
    said.forEach((picture, all) ->
        verdicts.put(
            ImageId.parse(picture.image()),
            new OfFile(
                picture.sha256(),
                compares
                    ? BlindVerdict.ofComparisons(all, picture.arm())
                    : BlindVerdict.ofPoints(all))));
    return Map.copyOf(verdicts);
  }
}
