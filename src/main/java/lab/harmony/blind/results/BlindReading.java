package lab.harmony.blind.results;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.findings.PeopleAndMachine;
import lab.harmony.blind.results.findings.RaterAgreement;
import lab.harmony.blind.results.findings.RaterPassport;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rows.BlindRows;
import lab.harmony.blind.results.telling.BlindResults;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.results.telling.RowsBehind;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.comparison.arms.ArmPictures;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.stereotype.Service;

/// What a session tells: while it is open how far raters agree, afterwards all of it.
@Service
public class BlindReading {

  private final SessionRecords records;
  private final RunQueue runs;
  private final ArmPictures pictures;
  private final Rights rights;

  BlindReading(SessionRecords records, RunQueue runs, ArmPictures pictures, Rights rights) {
    this.records = records;
    this.runs = runs;
    this.pictures = pictures;
    this.rights = rights;
  }

  /// How far raters agree with each other and with themselves, also of an open session: it tells no
  /// arm.
  public List<ToldSection> steadiness(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    var rated = RatedSession.of(records.of(session, who), Besides.NOT_KNOWN);
    var all = new ArrayList<>(BlindTelling.raters(rated, RaterPassport.all(rated)));
    all.add(BlindTelling.agreement(RaterAgreement.all(rated, rated.rated())));
    return all;
  }

  /// All that a closed session tells.
  ///
  /// @throws lab.harmony.blind.session.BlindProblem while the session is open
  public BlindResults told(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    session.requireClosed();
    return told(records.of(session, who));
  }

  BlindResults told(SessionRecord kept) {
    return BlindResults.of(
            RatedSession.of(kept, records.besides(kept)),
            readings(kept),
            kept.session().arms().stream().map(arm -> others(arm, kept)).toList())
        .ended(records.ending(kept));
  }

  /// The answers behind a row of what a closed session tells, what counts first, raters in turns.
  ///
  /// @throws lab.harmony.blind.session.BlindProblem while the session is open
  public List<AnswerBehind> behind(BlindSession session, RowsBehind row, Actor who) {
    rights.require(who, Right.LOOK);
    session.requireClosed();
    var rated = RatedSession.of(records.of(session, who), Besides.NOT_KNOWN);
    return row.in(rated.rated()).stream().map(one -> AnswerBehind.of(rated, one)).toList();
  }

  /// What judges made of all pictures that its results take in, as facts: pictures read later, and
  /// pictures of its arms that came later, change these.
  NamedFacts machineFacts(SessionRecord kept) {
    var facts = new ArrayList<Fact>();
    new TreeMap<>(readings(kept)).forEach((image, verdict) -> facts.add(fact(image, verdict)));
    for (var arm : kept.session().arms()) {
      facts.add(Fact.of("arm", arm.label()));
      others(arm, kept).stream()
          .map(read -> fact(place(read.prompt()), read.verdict()))
          .sorted(Comparator.comparing(Fact::value))
          .forEach(facts::add);
    }
    return new NamedFacts(facts);
  }

  /// In letters that never change.
  private static String place(PromptPlace prompt) {
    return "PromptPlace[archetype=%s, emotion=%s]".formatted(prompt.archetype(), prompt.emotion());
  }

  private static Fact fact(String of, MachineVerdict verdict) {
    var items = verdict.checklist();
    return Fact.of(
        "reading",
        "%s %s %s %s %s %s"
            .formatted(
                of,
                verdict.judge(),
                verdict.judgeSha256(),
                items.eyesMouthAgree(),
                items.browsTensionAgree(),
                items.holisticCoherence()));
  }

  /// What judges made of the pictures that were rated.
  private Map<String, MachineVerdict> readings(SessionRecord kept) {
    var byRun = new HashMap<ImageId, MachineVerdict>();
    var wanted = new HashSet<ImageId>();
    kept.units().forEach(unit -> unit.pictures().forEach(it -> wanted.add(it.image())));
    runs.images(wanted.stream().map(ImageId::run).distinct().toList()).stream()
        .filter(image -> wanted.contains(image.id()))
        .forEach(
            image -> MachineVerdict.of(image).ifPresent(verdict -> byRun.put(image.id(), verdict)));
    var named = new HashMap<String, MachineVerdict>();
    byRun.forEach((image, verdict) -> named.put(image.toString(), verdict));
    return named;
  }

  /// What judges made of the pictures of an arm that nobody was shown.
  private List<PeopleAndMachine.Read> others(BlindArm arm, SessionRecord kept) {
    var shown = new HashSet<ImageId>();
    kept.units().forEach(unit -> unit.pictures().forEach(it -> shown.add(it.image())));
    return images(arm).stream()
        .filter(image -> !shown.contains(image.id()))
        .flatMap(image ->
            MachineVerdict.of(image)
                .map(verdict ->
                    new PeopleAndMachine.Read(
                        new PromptPlace(image.prompt().archetype(), image.prompt().emotion()),
                        verdict))
                .stream())
        .toList();
  }

  /// None of an arm whose runs or experiments are gone.
  private List<RunImage> images(BlindArm arm) {
    try {
      return pictures.of(arm.address());
    } catch (IllegalArgumentException gone) {
      return List.of();
    }
  }

  /// A rater's own passport, once the session is closed: empty for whoever was no rater.
  ///
  /// @throws lab.harmony.blind.session.BlindProblem while the session is open
  public Optional<OwnPassport> passport(SessionId id, Actor who) {
    rights.require(who, Right.REVIEW);
    return records
        .rating(id, who)
        .map(kept -> {
          var rated = RatedSession.of(kept, Besides.NOT_KNOWN);
          int place = kept.session().people().indexOf(who.person());
          return new OwnPassport(rated.title(), RaterPassport.of(rated, place));
        });
  }

  /// What a rater reads of themselves.
  public record OwnPassport(String title, RaterPassport passport) {}

  /// The answers that count, as a table.
  ///
  /// @throws lab.harmony.blind.session.BlindProblem while the session is open
  public byte[] rows(SessionId id, Actor who) {
    rights.require(who, Right.EXPORT);
    var session = records.closed(id, who);
    var table = BlindRows.csv(RatedSession.of(records.of(session, who), Besides.NOT_KNOWN));
    records.taken(id, "rows", who);
    return table.getBytes(StandardCharsets.UTF_8);
  }

  /// The same as Parquet, in which each column has its type.
  ///
  /// @throws lab.harmony.blind.session.BlindProblem while the session is open
  public byte[] parquet(SessionId id, Actor who) {
    rights.require(who, Right.EXPORT);
    var session = records.closed(id, who);
    var table = BlindRows.parquet(RatedSession.of(records.of(session, who), Besides.NOT_KNOWN));
    records.taken(id, "rows as Parquet", who);
    return table;
  }
}
