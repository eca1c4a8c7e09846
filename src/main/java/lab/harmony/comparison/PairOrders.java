package lab.harmony.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.workspace.DatabaseTurn;
import lab.harmony.workspace.LabVersion;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/// Has the pairs drawn that a comparison still needs. One order is queued after the other, also of
/// several processes: two people who ask for the same have it drawn once.
@Service
public class PairOrders {

  /// Seconds that one waits for others.
  private static final int PATIENCE = 60;

  /// So many pairs at once are a mistake, or a matter for a notebook.
  private static final int MOST = 5_000;

  /// Behind larger seeds none are looked for: they begin anew at 1.
  private static final long LARGE = 1L << 31;

  private final RunQueue runs;
  private final Rights rights;
  private final DatabaseTurn turn;

  @Autowired
  PairOrders(
      RunQueue runs, Rights rights, JdbcClient database, PlatformTransactionManager transactions) {
    this(runs, rights, new DatabaseTurn(database, transactions, "pair_turn", PATIENCE));
  }

  PairOrders(RunQueue runs, Rights rights, DatabaseTurn turn) {
    this.runs = runs;
    this.rights = rights;
    this.turn = turn;
  }

  /// What came of an order.
  public sealed interface Ordered {

    /// @param first runs whose faces are of the first arm
    /// @param second runs whose faces are of the second arm
    record Queued(List<RunId> first, List<RunId> second) implements Ordered {}

    /// Nothing was queued.
    record Refused(String reason) implements Ordered {}
  }

  /// All that runs of one kind have in common, but for their prompts.
  private record Kind(String experiment, Recipe recipe, String judge, String judgeSha256) {}

  /// For which arm: each gets runs of its own, so that no face can come to stand in both.
  private record Wanted(Kind kind, boolean first) {}

  /// What would be drawn for so many pairs more of faces that runs drew; nothing is queued.
  ///
  /// @throws IllegalArgumentException in words, if no such pairs can be drawn
  public PairOrder plan(Comparison comparison, int pairs) {
    return plan(comparison, pairs, this::ofRuns);
  }

  /// The same of faces of which somebody else knows how they were drawn.
  ///
  /// @throws IllegalArgumentException in words, if no such pairs can be drawn
  public PairOrder plan(Comparison comparison, int pairs, FaceSources faceSources) {
    var known = comparison.pairing().pairs();
    if (known.isEmpty() || comparison.pairing().apart().contains(Trait.SEED)) {
      throw new IllegalArgumentException(
          "New seeds make no more pairs of these arms: there is none of one prompt and seed.");
    }
    if (pairs < 1 || pairs > MOST) {
      throw new IllegalArgumentException(
          "From 1 to %d pairs can be drawn at once, got %d.".formatted(MOST, pairs));
    }
    var places = new LinkedHashMap<List<String>, FacePair>();
    known.forEach(pair -> places.putIfAbsent(comparison.pairing().placeWithoutSeed(pair), pair));
    var sources =
        faceSources.of(
            places.values().stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .toList());
    var drawn = new ArrayList<FacePair>();
    var alike = new ArrayList<FacePair>();
    places.values().forEach(pair -> (alike(pair, sources) ? alike : drawn).add(pair));
    if (drawn.isEmpty()) {
      throw new IllegalArgumentException(
          "Both arms draw the same prompts by the same recipe, so new faces of the two would be the same: a pair of them says nothing. Compare arms that differ in something.");
    }
    int each = Math.ceilDiv(pairs, drawn.size());
    var seeds = unused(comparison, drawn, sources, each);
    var wanted = new LinkedHashMap<Wanted, Set<MatrixPrompt>>();
    drawn.forEach(pair -> {
      add(wanted, true, pair.first(), sources, seeds);
      add(wanted, false, pair.second(), sources, seeds);
    });
    var parts = wanted.entrySet().stream().map(one -> part(one.getKey(), one.getValue())).toList();
    return new PairOrder(
        each * drawn.size(),
        drawn.size(),
        seeds,
        parts,
        alike.stream().map(pair -> place(comparison, pair)).toList(),
        expected(parts, sources),
        parts.stream().flatMap(part -> runs.refusal(part.spec()).stream()).findFirst());
  }

  /// Whether both faces of a pair were drawn alike, so that new ones would be one face twice.
  private static boolean alike(FacePair pair, Map<String, FaceSource> sources) {
    var first = Objects.requireNonNull(sources.get(pair.first().source()));
    var second = Objects.requireNonNull(sources.get(pair.second().source()));
    return kind(first).recipe().equals(kind(second).recipe())
        && DrawnFaces.seeded(first.prompt(), 0).equals(DrawnFaces.seeded(second.prompt(), 0));
  }

  /// Where a pair stands, whatever its seed.
  private static String place(Comparison comparison, FacePair pair) {
    var without = new HashSet<>(comparison.pairing().apart());
    without.add(Trait.SEED);
    return pair.first().place().describe(without);
  }

  /// Queues it, unless somebody else has had some of its faces queued since it was planned.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public Ordered queue(PairOrder order, Actor by) {
    rights.require(by, Right.COMPUTE);
    try {
      return turn.alone(() -> inTurn(order, by));
    } catch (DatabaseTurn.NoTurn e) {
      return new Ordered.Refused(turn.said(e, "having pairs drawn"));
    }
  }

  private Ordered inTurn(PairOrder order, Actor by) {
    var others = DrawnFaces.of(runs, order).drawing(order);
    if (!others.isEmpty()) {
      return new Ordered.Refused(
          "These seeds were asked for meanwhile, and %s: %s. Their faces count for whoever compares these runs; whoever needs more asks again, and gets the seeds behind them."
              .formatted(
                  others.size() == 1
                      ? "a run draws them"
                      : "%d runs draw them".formatted(others.size()),
                  others.stream().map(RunId::value).collect(Collectors.joining(", "))));
    }
    var refusal =
        order.parts().stream().flatMap(part -> runs.refusal(part.spec()).stream()).findFirst();
    if (refusal.isPresent()) {
      return new Ordered.Refused(refusal.get());
    }
    var first = new ArrayList<RunId>();
    var second = new ArrayList<RunId>();
    var queued = new ArrayList<RunId>();
    for (var part : order.parts()) {
      switch (runs.submit(part.spec(), by)) {
        case Submission.Accepted(var id) -> {
          queued.add(id);
          (part.first() ? first : second).add(id);
        }
        case Submission.Rejected(var reason) -> {
          // Something changed in between: one arm alone would make no pair.
          queued.forEach(id -> runs.cancel(id, by, ""));
          return new Ordered.Refused(reason);
        }
      }
    }
    return new Ordered.Queued(List.copyOf(first), List.copyOf(second));
  }

  /// The next seeds behind all that either arm has, without those that other runs draw or drew of
  /// these faces: somebody may have ordered them for a comparison of their own.
  private List<Long> unused(
      Comparison comparison, List<FacePair> drawn, Map<String, FaceSource> sources, int count) {
    var used =
        Stream.of(comparison.first(), comparison.second())
            .flatMap(arm -> arm.faces().stream())
            .map(face -> face.place().seed())
            .collect(Collectors.toSet());
    var faces =
        drawn.stream()
            .flatMap(pair -> Stream.of(pair.first(), pair.second()))
            .map(face -> Objects.requireNonNull(sources.get(face.source())))
            .distinct()
            .toList();
    var there = DrawnFaces.of(runs, faces);
    long last = used.stream().mapToLong(Long::longValue).max().orElse(0);
    return LongStream.iterate(last < LARGE ? Math.max(0, last) + 1 : 1, seed -> seed + 1)
        .filter(
            seed -> !used.contains(seed) && faces.stream().noneMatch(face -> there.has(face, seed)))
        .limit(count)
        .boxed()
        .toList();
  }

  private Map<String, FaceSource> ofRuns(List<ArmFace> faces) {
    var ids = faces.stream().map(face -> ImageId.parse(face.source())).distinct().toList();
    var known =
        runs.find(ids.stream().map(ImageId::run).distinct().toList()).stream()
            .collect(Collectors.toMap(Run::id, Function.identity()));
    var sources = new LinkedHashMap<String, FaceSource>();
    for (var id : ids) {
      var run = known.get(id.run());
      if (run == null) {
        throw new IllegalArgumentException(
            "The run %s is not in this lab any more.".formatted(id.run()));
      }
      sources.put(
          id.toString(),
          new FaceSource(run.spec(), run.spec().prompts().get(id.index()), each(run)));
    }
    return sources;
  }

  private static void add(
      Map<Wanted, Set<MatrixPrompt>> wanted,
      boolean first,
      ArmFace face,
      Map<String, FaceSource> sources,
      List<Long> seeds) {
    var source = Objects.requireNonNull(sources.get(face.source()));
    var own = wanted.computeIfAbsent(new Wanted(kind(source), first), _ -> new LinkedHashSet<>());
    seeds.forEach(seed -> own.add(DrawnFaces.seeded(source.prompt(), seed)));
  }

  private static Kind kind(FaceSource source) {
    var spec = source.spec();
    return new Kind(
        spec.experiment(),
        spec.recipe(source.prompt()).of(List.of()),
        spec.judge(),
        spec.judgeSha256());
  }

  private static PairOrder.Part part(Wanted wanted, Set<MatrixPrompt> prompts) {
    var kind = wanted.kind;
    return new PairOrder.Part(
        new GenerateSpec(
            kind.experiment,
            "",
            kind.recipe,
            kind.judge,
            kind.judgeSha256,
            List.copyOf(prompts),
            LabVersion.current()),
        wanted.first);
  }

  /// As long as finished runs took for each of their faces.
  private static Optional<Duration> expected(
      List<PairOrder.Part> parts, Map<String, FaceSource> sources) {
    long millis = 0;
    for (var part : parts) {
      var each =
          sources.values().stream()
              .filter(face -> face.spec().drawnBy().equals(part.spec().drawnBy()))
              .flatMap(face -> face.took().stream())
              .findFirst();
      if (each.isEmpty()) {
        return Optional.empty();
      }
      millis += each.get().toMillis() * part.spec().prompts().size();
    }
    return Optional.of(Duration.ofMillis(millis));
  }

  private static Optional<Duration> each(Run run) {
    return run.state() instanceof RunState.Finished(_, var elapsed)
            && run.images() > 0
            && !elapsed.isZero()
        ? Optional.of(elapsed.dividedBy(run.images()))
        : Optional.empty();
  }
}
