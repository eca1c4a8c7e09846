package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.local.ValueSignal;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.design.EmptyState;
import lab.harmony.design.ImageGrid;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.reports.Grids;
import lab.harmony.reports.grid.CellAddress;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridAddress;
import lab.harmony.reports.grid.PlacedPicture;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.Scores;

/// The comparison grid of an experiment. Its address says everything it shows, down to the picture
/// that is open.
@Route("experiments/:experiment/grid")
@PermitAll
final class GridView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle, ScreenKeys {

  private final Grids grids;
  private final Scores scores;
  private final LiveGrids live;
  private final ExperimentTitles titles;
  private final ValueSignal<Optional<GridAddress.Reading>> asked =
      new ValueSignal<>(Optional.empty());
  private String title = "Grid";
  private List<PlacedPicture> placed = List.of();
  private boolean onlyDifferences;

  GridView(Grids grids, Scores scores, LiveGrids live, ExperimentTitles titles) {
    this.grids = grids;
    this.scores = scores;
    this.live = live;
    this.titles = titles;
    getContent().addClassNames("page", "grid-view");
    Signal.effect(this, () -> asked.get().ifPresent(this::show));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var experiment = event.getRouteParameters().get("experiment").orElse("");
    if (!titles.exists(experiment)) {
      throw new NotFoundException("There is no experiment \"%s\" here.".formatted(experiment));
    }
    title = titles.of(experiment);
    var reading =
        GridAddress.read(experiment, event.getLocation().getQueryParameters().getParameters());
    onlyDifferences = reading.address().onlyDifferences();
    asked.set(Optional.of(reading));
  }

  private void show(GridAddress.Reading reading) {
    var address = reading.address();
    address.experiments().forEach(experiment -> live.changeOf(experiment).get());
    var grid = grids.lay(address);
    placed = grid.placed();
    getContent().removeAll();
    getContent().add(bar(address));
    if (grid.size() == 0 && grid.refused().isEmpty()) {
      getContent().add(nothing(address));
      return;
    }
    getContent()
        .add(new GridNotices(reading, grid, agreement(address), this::go), pictures(grid, address));
  }

  private PageBar bar(GridAddress address) {
    var others =
        titles.withPictures().stream()
            .filter(slug -> !slug.equals(address.experiment()))
            .map(slug -> new GridBar.Experiment(slug, titles.of(slug)))
            .toList();
    var notebook = new Anchor("/experiments/" + address.experiment(), "Notebook");
    notebook.addClassName("grid-view__notebook");
    return new PageBar("Grid of " + address.experiment(), new GridBar(address, others, this::go))
        .withActions(notebook);
  }

  private ImageGrid pictures(Grid grid, GridAddress address) {
    var pictures = new ImageGrid("Pictures of " + title);
    pictures.addClassName("page__fill");
    pictures.show(GridPictureData.of(grid, address.by()));
    pictures.fit();
    pictures.setOnlyDifferences(onlyDifferences);
    pictures.addOpenListener(event -> opened(event.index()));
    pictures.addDifferencesListener(event -> {
      onlyDifferences = event.only();
      replaceAddress(address.withOnlyDifferences(onlyDifferences));
    });
    address.cell().flatMap(cell -> indexOf(grid, cell)).ifPresent(pictures::open);
    return pictures;
  }

  /// The first picture of a cell, among the pictures as they are placed.
  private Optional<Integer> indexOf(Grid grid, CellAddress cell) {
    return grid.cell(cell).stream()
        .flatMap(found -> found.pictures().stream())
        .findFirst()
        .flatMap(first ->
            IntStream.range(0, placed.size())
                .filter(index -> placed.get(index).picture().id().equals(first.id()))
                .boxed()
                .findFirst());
  }

  /// The address follows what is open, so that it can be shared; the screen stays as it is.
  private void opened(int index) {
    asked
        .peek()
        .filter(_ -> index < placed.size())
        .map(reading -> reading.address())
        .ifPresent(address -> {
          var position = placed.get(index).picture().position();
          var cell =
              new CellAddress(
                  position.on(address.axes().rows()),
                  position.on(address.axes().columns()),
                  address.axes().third().map(position::on));
          replaceAddress(address.withOnlyDifferences(onlyDifferences).withCell(Optional.of(cell)));
        });
  }

  private void replaceAddress(GridAddress address) {
    getUI()
        .ifPresent(ui ->
            ui.getPage().getHistory().replaceState(null, new Location(ReportLinks.grid(address))));
  }

  private void go(GridAddress address) {
    getUI()
        .ifPresent(ui ->
            ui.navigate(
                ReportLinks.grid(address.experiment()),
                new QueryParameters(address.withOnlyDifferences(onlyDifferences).parameters())));
  }

  private String agreement(GridAddress address) {
    return scores
        .judge(address.experiment())
        .map(JudgeAgreement::sentence)
        .orElse("has not been compared with people yet");
  }

  private static EmptyState nothing(GridAddress address) {
    return new EmptyState(
        "No pictures to lay out yet",
        "Run a cell of the notebook; its pictures appear here as they are made.",
        new Anchor("/experiments/" + address.experiment(), "Open the notebook"));
  }

  @Override
  public String getPageTitle() {
    return "Grid of %s · Harmony Lab".formatted(title);
  }

  @Override
  public List<Key> keys() {
    return List.of(
        new Key("← → ↑ ↓", "move to the next picture"),
        new Key("Enter", "open it large; arrows go on moving, zoom stays"),
        new Key("c", "mark a picture, then another: compare the two"),
        new Key("+ -", "larger and smaller tiles"),
        new Key("Home End", "first and last picture of the row"));
  }
}
