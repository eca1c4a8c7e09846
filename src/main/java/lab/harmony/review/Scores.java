package lab.harmony.review;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.prompts.WorkspacePrompts;
import lab.harmony.review.files.ImportPreview;
import lab.harmony.review.files.Raters;
import lab.harmony.review.files.ScoreFileReader;
import lab.harmony.review.files.ScoreFileWriter;
import lab.harmony.review.files.ScoreLayout;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Vocabulary;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.workspace.ReadOnce;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The scores that people gave to the faces of experiments. They are only ever added: a correction
/// is a new score that supersedes the same person's earlier one, and the history stays readable.
@Service
public class Scores {

  private final ScoreStore store;
  private final Rights rights;
  private final ExperimentFaces faces;
  private final WorkspacePrompts prompts;
  private final AuditTrail audit;
  private final People people;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final StandingScores standing;
  private final Map<String, Measured> measured = new ConcurrentHashMap<>();

  /// An agreement, and what it was measured on.
  private record Measured(
      List<RunImage> images, List<Score> people, Optional<JudgeAgreement> agreement) {}

  Scores(
      ScoreStore store,
      ExperimentFaces faces,
      WorkspacePrompts prompts,
      AuditTrail audit,
      People people,
      Clock clock,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Rights rights) {
    this.rights = rights;
    this.store = store;
    this.standing = new StandingScores(store);
    this.faces = faces;
    this.prompts = prompts;
    this.audit = audit;
    this.people = people;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.events = events;
  }

  /// Keeps what a person says about an image.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public void record(RunImage image, Mark mark, Actor by) {
    rights.require(by, Right.REVIEW);
    var now = now();
    var person = people.get(by.person()).named();
    var score = new Score(0, image.experiment(), Face.of(image), mark, person, now, Map.of());
    add(new ScoreStore.Entry(score, false, by.person(), now));
    events.publishEvent(new ScoresChanged(image.experiment()));
  }

  /// Takes back the last thing this person said about an image: what the person said before counts
  /// again, or nothing.
  ///
  /// @return false if there was nothing to take back
  public boolean undo(RunImage image, Actor by) {
    rights.require(by, Right.REVIEW);
    var own =
        store.of(image.id()).stream()
            .filter(entry -> entry.score().scoredBy().is(by.person()))
            .toList();
    if (own.isEmpty() || own.getLast().withdrawn()) {
      return false;
    }
    var now = now();
    var last = own.getLast().score();
    var before =
        own.size() < 2 ? Optional.<ScoreStore.Entry>empty() : Optional.of(own.get(own.size() - 2));
    var restored =
        before
            .filter(entry -> !entry.withdrawn())
            .map(entry -> new ScoreStore.Entry(at(entry.score(), now), false, by.person(), now))
            .orElseGet(() -> new ScoreStore.Entry(at(last, now), true, by.person(), now));
    add(restored);
    events.publishEvent(new ScoresChanged(image.experiment()));
    return true;
  }

  /// The score of each face that counts: the newest one that any person gave and has not taken
  /// back. In the order of the images, then of the file names.
  public List<Score> current(String experiment) {
    return standing.read(experiment).current();
  }

  /// The same of several experiments, read together.
  public Map<String, List<Score>> current(Collection<String> experiments) {
    return standing.read(experiments).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().current()));
  }

  /// The scores of one person that count.
  public List<Score> current(String experiment, PersonId person) {
    return StandingScores.ordered(
        standing.read(experiment).standing().values().stream()
            .filter(score -> score.scoredBy().is(person))
            .toList());
  }

  /// How many points each person gave to each image of these experiments.
  public Map<ImageId, Map<NamedPerson, Integer>> each(Collection<String> experiments) {
    var given = new HashMap<ImageId, Map<NamedPerson, Integer>>();
    standing.read(experiments).values().stream()
        .flatMap(read -> read.standing().values().stream())
        .forEach(score ->
            score
                .face()
                .image()
                .ifPresent(image ->
                    given
                        .computeIfAbsent(image, _ -> new HashMap<>())
                        .put(score.scoredBy(), score.mark().points())));
    return given;
  }

  /// The images of these experiments of which people who scored them do not say the same: other
  /// points, or whether the face means to mix emotions.
  public Set<ImageId> disputed(Collection<String> experiments) {
    var said = new HashMap<ImageId, Set<List<Object>>>();
    standing.read(experiments).values().stream()
        .flatMap(read -> read.standing().values().stream())
        .forEach(score ->
            score
                .face()
                .image()
                .ifPresent(image ->
                    said.computeIfAbsent(image, _ -> new HashSet<>())
                        .add(List.of(score.mark().points(), score.mark().intendedConflict()))));
    return said.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// What a person says about an image, unless they took it back.
  public Optional<Mark> mark(RunImage image, PersonId person) {
    return current(image.experiment(), person).stream()
        .filter(score -> score.face().image().filter(image.id()::equals).isPresent())
        .map(Score::mark)
        .findFirst();
  }

  /// Everything that was ever said about an image, oldest first.
  public List<ScoreEvent> history(ImageId image) {
    return store.of(image).stream().map(ScoreStore.Entry::event).toList();
  }

  /// The faces that an experiment stands on.
  public List<RunImage> images(String experiment) {
    return faces.of(experiment);
  }

  /// The same of several experiments, read together.
  public Map<String, List<RunImage>> images(Collection<String> experiments) {
    return faces.of(experiments);
  }

  /// Which runs an experiment stands on, in words; empty where its notebook says it.
  public Optional<String> countedWithoutNotebook(String experiment) {
    return faces.withoutNotebook(experiment).map(ExperimentFaces.WithoutNotebook::sentence);
  }

  /// The experiments that stand on a face, sorted.
  public List<String> experiments() {
    return faces.experiments();
  }

  /// What a person has to score in an experiment.
  ///
  /// @param everything also those faces that others have scored already: a second opinion
  public ReviewQueue queue(String experiment, PersonId person, boolean everything) {
    return ReviewQueue.of(
        images(experiment),
        List.copyOf(standing.read(experiment).standing().values()),
        person,
        everything);
  }

  /// How far the judge that read these images agrees with people; empty where no judge has read
  /// one.
  public Optional<JudgeAgreement> judge(String experiment) {
    return ReadOnce.of(this, experiment, () -> agreement(experiment));
  }

  private Optional<JudgeAgreement> agreement(String experiment) {
    var images = images(experiment);
    var people = current(experiment);
    var known = measured.get(experiment);
    if (known != null && known.people().equals(people) && known.images().equals(images)) {
      return known.agreement();
    }
    var agreement =
        images.stream()
            .flatMap(image -> MachineVerdict.of(image).stream())
            .findFirst()
            .map(verdict -> JudgeAgreement.measured(verdict.judge(), images, byImage(people)));
    measured.put(experiment, new Measured(images, people, agreement));
    return agreement;
  }

  /// Reads a score file and says what keeping it would do.
  ///
  /// @throws ScoreFile.Problem where the file as a whole cannot be read
  public ImportPreview preview(String experiment, byte[] content, Actor by) {
    rights.require(by, Right.IMPORT);
    var vocabulary = Vocabulary.of(prompts.library());
    var file = new ScoreFileReader(vocabulary).read(content);
    return new ScoreImport(
            experiment,
            new Raters(people, by),
            images(experiment),
            standing.read(experiment).standing())
        .preview(file);
  }

  /// Keeps the good rows of a preview, all of which are scores of whoever brings them in.
  ///
  /// @throws IllegalArgumentException if it speaks for others too
  public void keep(ImportPreview preview, Actor by) {
    rights.require(by, Right.IMPORT);
    var others = others(preview, by);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "the file speaks for others, which has to be said: %s".formatted(others));
    }
    keepForAll(preview, by);
  }

  /// For whom a preview speaks when this person keeps it, whoever looked at it first.
  private String others(ImportPreview preview, Actor by) {
    return ScoreImport.others(new Raters(people, by), preview.first(), preview.corrections())
        .stream()
        .map(ImportPreview.SpokenFor::sentence)
        .collect(joining("; "));
  }

  /// The same for somebody who says that they speak for others too; whose scores they bring in is
  /// written down.
  public void keepForAll(ImportPreview preview, Actor by) {
    rights.require(by, Right.IMPORT);
    var now = now();
    var others = others(preview, by);
    var raters = new Raters(people, by);
    transaction.executeWithoutResult(_ -> {
      for (var lines : List.of(preview.first(), preview.corrections())) {
        for (var line : lines) {
          var score =
              new Score(
                  0,
                  preview.experiment(),
                  line.face(),
                  line.mark(),
                  raters.of(line).named(),
                  line.scoredAt().orElse(now),
                  line.source());
          add(new ScoreStore.Entry(score, false, by.person(), now));
        }
      }
      var event =
          AuditEvent.of(
                  AuditKind.SCORES_IMPORTED, by, AuditSubject.experiment(preview.experiment()))
              .with("first", preview.first().size())
              .with("corrections", preview.corrections().size());
      audit.record(others.isEmpty() ? event : event.withAll("spokeFor", List.of(others)));
    });
    events.publishEvent(new ScoresChanged(preview.experiment()));
  }

  /// The scores that count as a CSV file.
  public String exportCsv(String experiment, ScoreLayout layout) {
    return ScoreFileWriter.csv(current(experiment), layout);
  }

  /// Those of several experiments under one header, in this order.
  public String exportCsv(Collection<String> experiments, ScoreLayout layout) {
    var current = current(experiments);
    return ScoreFileWriter.csv(
        experiments.stream()
            .flatMap(experiment -> current.getOrDefault(experiment, List.of()).stream())
            .toList(),
        layout);
  }

  /// The same for somebody who takes it out of the lab, which is written down.
  public String exportCsv(String experiment, ScoreLayout layout, Actor by) {
    rights.require(by, Right.EXPORT);
    var csv = exportCsv(experiment, layout);
    taken(experiment, layout, by);
    return csv;
  }

  /// Writes down that somebody takes the scores out of the lab.
  public void taken(String experiment, ScoreLayout layout, Actor by) {
    rights.require(by, Right.EXPORT);
    audit.record(
        AuditEvent.of(AuditKind.SCORES_EXPORTED, by, AuditSubject.experiment(experiment))
            .with("columns", layout.name().toLowerCase(Locale.ROOT)));
  }

  /// The scores that count by image.
  public static Map<ImageId, Score> byImage(List<Score> scores) {
    return scores.stream()
        .filter(score -> score.face().image().isPresent())
        .collect(
            toMap(
                score -> score.face().image().orElseThrow(), score -> score, (_, later) -> later));
  }

  /// Names are read with the scores, and kept with them. What is being read now goes to what is
  /// forgotten.
  @EventListener
  void forget(PersonChanged changed) {
    standing.forget();
  }

  private void add(ScoreStore.Entry entry) {
    store.add(entry, store.newest(entry.score()));
  }

  private static Score at(Score score, Instant now) {
    return new Score(
        0, score.experiment(), score.face(), score.mark(), score.scoredBy(), now, score.source());
  }

  /// To the microsecond, which is what databases keep.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
