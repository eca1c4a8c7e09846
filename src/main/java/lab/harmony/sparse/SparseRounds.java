package lab.harmony.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.sources.Judgements;
import lab.harmony.notebooks.sources.PictureJudgements;
import lab.harmony.people.Actor;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.stats.Answer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Draws the rounds of sparse grids and says what is known after them.
///
/// Which pictures are there follows from the runs that a cell asked for, so that a lab that ends in
/// the middle of a round goes on with it.
@Service
class SparseRounds {

  private static final int PERFECT = 3;
  private static final long LOOK_MILLIS = 1_000;

  private final RunQueue runs;
  private final PictureJudgements judgements;
  private final SparseTurn turn;
  private final Object changes = new Object();

  SparseRounds(RunQueue runs, PictureJudgements judgements, SparseTurn turn) {
    this.runs = runs;
    this.judgements = judgements;
    this.turn = turn;
  }

  /// All rounds of a cell that have pictures of a grid.
  ///
  /// @param rounds the runs of each
  /// @param places those that have a picture or will have one
  record Drawn(List<List<Run>> rounds, List<int[]> places) {
    Drawn {
      rounds = List.copyOf(rounds);
      places = List.copyOf(places);
    }

    List<RunId> ids() {
      return rounds.stream().flatMap(List::stream).map(Run::id).toList();
    }

    List<List<RunId>> idsByRound() {
      return rounds.stream().map(round -> round.stream().map(Run::id).toList()).toList();
    }

    List<Run> runs() {
      return rounds.stream().flatMap(List::stream).toList();
    }
  }

  /// What the rounds of a cell have come to. A round begins once all runs of the one before have
  /// ended, which tells them apart whatever became of the cell meanwhile. What the source counts of
  /// other cells belongs to the first.
  Drawn drawn(CellContext cell, SparseSource source, SparseGrid grid) {
    var places = new LinkedHashMap<List<Integer>, int[]>();
    var rounds = new ArrayList<List<Run>>();
    var last = new ArrayList<>(others(source, grid, places));
    for (var run :
        own(cell).sorted(Comparator.comparing(Run::submittedAt).thenComparing(Run::id)).toList()) {
      int before = places.size();
      for (var prompt : run.spec().prompts()) {
        add(places, grid.place(run.spec(), prompt));
      }
      if (places.size() > before) {
        if (last.stream().anyMatch(it -> isOf(cell, it))
            && last.stream().allMatch(it -> !isOf(cell, it) || endedBefore(it, run))) {
          rounds.add(List.copyOf(last));
          last.clear();
        }
        last.add(run);
      }
    }
    if (!last.isEmpty()) {
      rounds.add(last);
    }
    return new Drawn(rounds, List.copyOf(places.values()));
  }

  /// @throws CellProblem naming a run of another cell that is not here
  void requireThere(SparseSource source) {
    if (source.with().isEmpty()) {
      return;
    }
    var there = runs.find(source.with()).stream().map(Run::id).collect(Collectors.toSet());
    source.with().stream()
        .filter(run -> !there.contains(run))
        .findFirst()
        .ifPresent(missing -> {
          throw source.problem(
              "with", "there is no run %s here; remove it from \"with\"".formatted(missing));
        });
  }

  /// The runs of other cells that have pictures of the grid, by those that are complete.
  private List<Run> others(SparseSource source, SparseGrid grid, Map<List<Integer>, int[]> places) {
    if (source.with().isEmpty()) {
      return List.of();
    }
    var complete =
        runs.images(source.with()).stream()
            .collect(Collectors.groupingBy(image -> image.id().run()));
    return runs.find(source.with()).stream()
        .filter(run -> {
          int before = places.size();
          complete
              .getOrDefault(run.id(), List.of())
              .forEach(image -> add(places, grid.place(run.spec(), image.prompt())));
          return places.size() > before;
        })
        .toList();
  }

  static void add(Map<List<Integer>, int[]> places, Optional<int[]> place) {
    place.ifPresent(at -> places.putIfAbsent(key(at), at));
  }

  /// A place as it is told from others.
  static List<Integer> key(int[] place) {
    return Arrays.stream(place).boxed().toList();
  }

  /// Those of some places that are not there.
  static List<int[]> without(List<int[]> places, Set<List<Integer>> there) {
    return places.stream().filter(place -> !there.contains(key(place))).toList();
  }

  private static boolean endedBefore(Run run, Run next) {
    return switch (run.state()) {
      case RunState.Queued _, RunState.Running _ -> false;
      case RunState.Finished(var at, _) -> !at.isAfter(next.submittedAt());
      case RunState.Failed(var at, _) -> !at.isAfter(next.submittedAt());
      case RunState.Cancelled(var at) -> !at.isAfter(next.submittedAt());
    };
  }

  /// Draws rounds until there are as many as the source allows, or nothing is left to draw.
  ///
  /// @param begun is told of all rounds whenever one has begun
  /// @throws CellProblem where a run ends otherwise than finished
  Drawn draw(
      CellContext cell,
      SparseSource source,
      SparseGrid grid,
      CellSink sink,
      Consumer<Drawn> begun) {
    var drawn = drawn(cell, source, grid);
    for (var run : drawn.runs()) {
      if (isOf(cell, run)) {
        runs.restart(run.id(), sink.by());
      }
    }
    if (drawn.rounds().size() == 1) {
      drawn = turn.alone(() -> completed(source, grid, drawn(cell, source, grid), sink));
    }
    if (!drawn.rounds().isEmpty()) {
      begun.accept(drawn);
    }
    drawn = await(cell, drawn, sink);
    while (drawn.rounds().size() < source.rounds() && !sink.stopped()) {
      var wanted =
          drawn.rounds().isEmpty()
              ? first(source, grid)
              : wanted(grid, drawn, answers(source, grid, drawn, judged(source, drawn)));
      if (wanted.isEmpty()) {
        break;
      }
      drawn = begun(cell, source, grid, drawn, wanted, sink);
      if (drawn.rounds().isEmpty()) {
        break;
      }
      begun.accept(drawn);
      drawn = await(cell, drawn, sink);
    }
    return drawn;
  }

  /// Begins a round, unless somebody else, perhaps in another process, has begun it meanwhile: then
  /// it is theirs that is there; or somebody has stopped the cell while it waited for its turn.
  private Drawn begun(
      CellContext cell,
      SparseSource source,
      SparseGrid grid,
      Drawn before,
      List<int[]> wanted,
      CellSink sink) {
    return turn.alone(() -> {
      var now = drawn(cell, source, grid);
      if (sink.stopped() || !Set.copyOf(now.ids()).equals(Set.copyOf(before.ids()))) {
        return now;
      }
      var rounds = new ArrayList<>(before.rounds());
      rounds.add(submit(grid.specs(wanted), sink.by()));
      var places = new ArrayList<>(before.places());
      places.addAll(wanted);
      return new Drawn(rounds, places);
    });
  }

  /// A first round of which not all could be queued gets the rest: its places are always the same.
  /// So does what other cells have drawn, which need not be balanced, however much it is.
  private Drawn completed(SparseSource source, SparseGrid grid, Drawn drawn, CellSink sink) {
    var there = drawn.places().stream().map(SparseRounds::key).collect(Collectors.toSet());
    var first = first(source, grid);
    var missing = without(first, there);
    if (missing.isEmpty()
        || sink.stopped()
        || (source.with().isEmpty() && there.size() >= first.size())
        || drawn.rounds().size() != 1) {
      return drawn;
    }
    var round = new ArrayList<>(drawn.rounds().getFirst());
    round.addAll(submit(grid.specs(missing), sink.by()));
    var places = new ArrayList<>(drawn.places());
    places.addAll(missing);
    return new Drawn(List.of(round), places);
  }

  static List<int[]> first(SparseSource source, SparseGrid grid) {
    var table = grid.table();
    return table
        .first(
            source
                .first()
                .map(asked -> (int) Math.min(asked, table.places()))
                .orElseGet(table::usualFirst))
        .places();
  }

  /// The places of the next round.
  List<int[]> wanted(SparseGrid grid, Drawn drawn, Answer<SparseAnswers> answers) {
    return answers
        .found()
        .map(told -> grid.table().next(drawn.places(), told.open()))
        .orElse(List.of());
  }

  private List<Run> submit(List<GenerateSpec> specs, Actor by) {
    for (var spec : specs) {
      runs.refusal(spec)
          .ifPresent(reason -> {
            throw new CellProblem(0, reason);
          });
    }
    var queued = new ArrayList<RunId>();
    for (var spec : specs) {
      switch (runs.submit(spec, by)) {
        case Submission.Accepted(var id) -> queued.add(id);
        case Submission.Rejected(var reason) -> {
          queued.forEach(id -> runs.cancel(id, by, ""));
          throw new CellProblem(0, reason);
        }
      }
    }
    return runs.find(queued);
  }

  @EventListener
  void changed(RunChanged change) {
    synchronized (changes) {
      changes.notifyAll();
    }
  }

  private Drawn await(CellContext cell, Drawn before, CellSink sink) {
    var now = again(before);
    while (now.runs().stream().anyMatch(run -> isOf(cell, run) && !run.state().isOver())) {
      if (sink.stopped()) {
        stop(cell, sink.by(), "");
      }
      sink.state(state(cell, now));
      pause();
      now = again(before);
    }
    for (var run : now.runs().stream().filter(one -> isOf(cell, one)).toList()) {
      switch (run.state()) {
        case RunState.Failed(_, var reason) ->
            throw new CellProblem(
                0,
                "The run %s of round %d failed: %s Execute the cell again to go on with it."
                    .formatted(run.id(), now.rounds().size(), reason));
        case RunState.Cancelled _ ->
            throw new CellProblem(
                0,
                "The run %s was cancelled after %d of %d pictures. Execute the cell again to go on with it."
                    .formatted(run.id(), run.images(), run.spec().prompts().size()));
        case RunState.Queued _, RunState.Running _, RunState.Finished _ -> {}
      }
    }
    return now;
  }

  private Drawn again(Drawn before) {
    var now = runs.find(before.ids()).stream().collect(Collectors.toMap(Run::id, run -> run));
    return new Drawn(
        before.rounds().stream()
            .map(round ->
                round.stream().flatMap(run -> Stream.ofNullable(now.get(run.id()))).toList())
            .filter(round -> !round.isEmpty())
            .toList(),
        before.places());
  }

  private static CellState state(CellContext cell, Drawn now) {
    var last = now.rounds().getLast().stream().filter(run -> isOf(cell, run)).toList();
    int done = last.stream().mapToInt(Run::images).sum();
    int total = last.stream().mapToInt(run -> run.spec().prompts().size()).sum();
    return new CellState.Running(
        done, total, total == 0 ? 0 : (double) done / total, Optional.empty());
  }

  /// A worker in another process announces nothing, so that this is no longer than a second.
  private void pause() {
    synchronized (changes) {
      try {
        changes.wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CellProblem(0, "The lab ended. Execute the cell again to go on with its runs.");
      }
    }
  }

  /// Ends the runs of a cell that are not over; their pictures stay.
  void stop(CellContext cell, Actor by, String reason) {
    own(cell)
        .filter(run -> !run.state().isOver())
        .forEach(run -> runs.cancel(run.id(), by, reason));
  }

  private Stream<Run> own(CellContext cell) {
    return runs.of(cell.experiment().value()).stream().filter(run -> isOf(cell, run));
  }

  /// Whether a run is this cell's own and not another's whose pictures count.
  private static boolean isOf(CellContext cell, Run run) {
    return run.spec().experiment().equals(cell.experiment().value())
        && run.spec().cellId().equals(cell.cell().id().value());
  }

  Judgements judged(SparseSource source, Drawn drawn) {
    return judgements.ofRuns(source.judge(), drawn.ids());
  }

  /// What is known of the cells; missing while no picture is judged.
  Answer<SparseAnswers> answers(
      SparseSource source, SparseGrid grid, Drawn drawn, Judgements judged) {
    var specs =
        drawn.rounds().stream().flatMap(List::stream).collect(Collectors.toMap(Run::id, Run::spec));
    var faces = new ArrayList<SparseAnswers.Face>();
    var said = new int[grid.table().cells()];
    Set<List<Integer>> seen = new HashSet<>();
    for (var one : judged.pictures()) {
      var image = one.image();
      var spec = Objects.requireNonNull(specs.get(image.id().run()));
      var place = grid.place(spec, spec.prompts().get(image.id().index()));
      if (one.mark().isPresent() && place.isPresent() && seen.add(key(place.get()))) {
        int cell = grid.table().cellOf(place.get());
        said[cell]++;
        if (!one.mark().get().intendedConflict()) {
          faces.add(
              new SparseAnswers.Face(
                  cell,
                  List.of(image.prompt().archetype(), image.prompt().emotion()),
                  one.mark().get().points() == PERFECT));
        }
      }
    }
    var count = new int[grid.table().cells()];
    drawn.places().forEach(place -> count[grid.table().cellOf(place)]++);
    return SparseAnswers.of(
        grid.table(), faces, new SparseAnswers.CellPictures(count, said), source.threshold());
  }
}
