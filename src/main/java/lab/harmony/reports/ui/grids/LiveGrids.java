package lab.harmony.reports.ui.grids;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import lab.harmony.blind.results.ClosedVerdicts;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.design.pictures.SentGrid;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridArms;
import lab.harmony.reports.grid.GridSparse;
import lab.harmony.reports.grid.Grids;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.Scores;
import lab.harmony.review.ScoresChanged;
import lab.harmony.review.tags.TagsChanged;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.ReadOnce;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Grids as open pages show them: laid out once for all pages that show the same, away from the
/// threads that answer people.
@Component
class LiveGrids {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// How long after a picture came the ways on from a grid are found out again: they take longer
  /// than to show it, and nobody waits for them.
  private static final Executor WAYS =
      CompletableFuture.delayedExecutor(
          3, TimeUnit.SECONDS, Executors.newVirtualThreadPerTaskExecutor());

  private final Grids grids;
  private final Scores scores;
  private final RunQueue runs;
  private final ClosedVerdicts blind;
  private final Lives<GridAddress, Laid> shown;
  private final Map<RunId, Integer> pictures = new ConcurrentHashMap<>();

  /// The grids whose ways on are found out again soon.
  private final Set<GridAddress> waiting = ConcurrentHashMap.newKeySet();

  /// A grid, what is drawn of it, how far its judge agrees with people, what can be compared, how
  /// the rest would be drawn where most of it is not there, and which runs are counted where no
  /// notebook says it.
  record Laid(
      Grid grid,
      SentGrid pictures,
      String agreement,
      List<GridArms> arms,
      Optional<GridSparse> sparse,
      List<String> counted) {

    Laid {
      arms = List.copyOf(arms);
      counted = List.copyOf(counted);
    }

    private Laid withWays() {
      return new Laid(grid, pictures, agreement, grid.arms(), grid.sparse(), counted);
    }
  }

  LiveGrids(Grids grids, Scores scores, RunQueue runs, ClosedVerdicts blind) {
    this.grids = grids;
    this.scores = scores;
    this.runs = runs;
    this.blind = blind;
    this.shown = new Lives<>(PAUSE, address -> ReadOnce.during(() -> lay(address)));
  }

  /// What an address asks for, whichever of its cells is looked at.
  Live<Laid> grid(GridAddress asked) {
    return shown.of(asked.withCell(Optional.empty()).withOnlyDifferences(false));
  }

  private Laid lay(GridAddress address) {
    var laid = pictures(address, List.of(), Optional.empty());
    return laid.withWays();
  }

  /// What is seen at once; the ways on from it are those of before.
  private Laid pictures(GridAddress address, List<GridArms> arms, Optional<GridSparse> sparse) {
    var grid = grids.lay(address);
    grid.prepare();
    return new Laid(
        grid,
        SentGrid.of(GridPictureData.of(grid, address.by())),
        scores
            .judge(address.experiment())
            .map(JudgeAgreement::sentence)
            .orElse("has not been compared with people yet"),
        arms,
        sparse,
        counted(address));
  }

  private List<String> counted(GridAddress address) {
    var several = address.experiments().size() > 1;
    return address.experiments().stream()
        .flatMap(experiment ->
            scores.countedWithoutNotebook(experiment).stream()
                .map(words -> several ? "%s: %s".formatted(experiment, words) : words))
        .toList();
  }

  /// A run that only got further with the same picture changes no grid.
  @EventListener
  void changed(RunChanged event) {
    runs.row(event.run())
        .filter(run ->
            !Optional.of(run.images())
                .equals(Optional.ofNullable(pictures.put(run.id(), run.images()))))
        .ifPresent(run -> forEach(run.experiment(), this::came));
  }

  private void came(GridAddress address, Live<Laid> live) {
    live.changed(
        "pictures",
        before -> ReadOnce.during(() -> pictures(address, before.arms(), before.sparse())));
    if (waiting.add(address)) {
      WAYS.execute(() -> {
        waiting.remove(address);
        live.changed("ways", Laid::withWays);
      });
    }
  }

  @EventListener
  void changed(ScoresChanged event) {
    changed(event.experiment());
  }

  @EventListener
  void changed(TagsChanged event) {
    changed(event.experiment());
  }

  /// A session that is closed tells what was said of pictures; of one that is open nothing is told.
  @EventListener
  void changed(BlindChanged event) {
    blind.experiments(event.session()).forEach(this::changed);
  }

  private void changed(String experiment) {
    forEach(experiment, (_, live) -> live.changed());
  }

  private void forEach(String experiment, BiConsumer<GridAddress, Live<Laid>> change) {
    shown.forEach((address, live) -> {
      if (address.experiments().contains(experiment)) {
        change.accept(address, live);
      }
    });
  }
}
