package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.StillPart;
import lab.harmony.design.charts.SaveMenu;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.presence.ui.WhoIsHere;
import lab.harmony.reports.exports.GridSheets;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridFiles;
import lab.harmony.reports.grid.GridWords;
import lab.harmony.reports.grid.PlacedPicture;
import lab.harmony.reports.grid.axes.BarStep;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridFilter;
import lab.harmony.reports.ui.links.ReportLinks;
import lab.harmony.runs.ui.GridTalk;
import lab.harmony.threads.ui.Talk;
import org.jspecify.annotations.Nullable;

/// One grid: its choices, what a reader must know, and the pictures as they come.
final class GridScreen extends Composite<Div> {
  private final GridAddress.Reading reading;
  private GridAddress address;
  private final LiveGrids live;
  private final GridBar bar;
  private final GridSteps steps = new GridSteps(this::step);

  /// Follows the grid at the step of the bar that is shown.
  private Div following = new Div();

  private final String title;
  private final StillPart notices = new StillPart();
  private final SaveMenu save;
  private final TakenFiles taken;

  /// The cell whose picture was opened last.
  private Optional<CellAddress> opened;

  private String agreement = "";
  private Optional<Grid> laid = Optional.empty();

  /// The values of the bar that are shown; nothing before the first.
  private List<String> steppedTo = List.of();

  private List<PlacedPicture> placed = List.of();
  private boolean onlyDifferences;
  private final GridRates rates;
  private final GridDrawing drawing;
  private final GridSaying saying;
  private final Talk talk;
  private final boolean talks;
  private @Nullable ImageGrid pictures;
  private @Nullable GridTalk talked;

  /// @param talks whether what is said is opened beside the cell of the address
  /// @param taken told of each file that somebody takes along
  GridScreen(
      GridAddress.Reading reading,
      String title,
      List<GridBar.ExperimentChoice> others,
      LiveGrids live,
      GridFiles files,
      GridSheets sheets,
      TakenFiles taken,
      WhoIsHere here,
      GridRates rates,
      GridDrawing drawing,
      GridSaying saying,
      Talk talk,
      boolean talks) {
    this.reading = reading;
    this.address = reading.address();
    this.opened = address.cell();
    this.title = title;
    this.live = live;
    this.talk = talk;
    this.rates = rates;
    this.drawing = drawing;
    this.saying = saying;
    this.talks = talks;
    this.taken = taken;
    this.onlyDifferences = address.onlyDifferences();
    var notebook = new Anchor("/experiments/" + address.experiment(), "Notebook");
    notebook.addClassName("grid-view__notebook");
    save =
        new SaveMenu("this grid", address.experiment() + "-grid", taken)
            .withCsv("What stands in the cells (CSV)", () -> files.csv(laid(), address.by()))
            .withSlow("The sheet (PNG) …", () -> drawSheet(files, taken))
            .withSlow(
                "The sheet (PDF) …",
                () ->
                    GridPdf.open(
                        sheets,
                        address.path(),
                        title,
                        address.experiment() + "-grid",
                        this::laid,
                        () -> agreement,
                        taken));
    save.setVisible(false);
    bar = new GridBar(() -> address, others, this::go);
    var top =
        new PageBar("Grid of " + address.experiment(), bar)
            .withActions(here.at(ReportLinks.grid(address.experiment())), notebook, save);
    notices.addClassName("grid-view__notices");
    getContent().addClassNames("page", "grid-view");
    getContent().add(top, steps, notices);
    notices.add(waiting());
    follow();
  }

  /// Takes the place of what is told of the whole until that is known.
  private static Div waiting() {
    var line = new Div("Laying the pictures out …");
    line.addClassName("grid-notices__summary");
    return line;
  }

  /// Thousands take a while to lay out, so no session waits for it.
  private void follow() {
    following.setVisible(false);
    LiveParts.followAway(following, live.grid(address), this::show, this::failed);
    getContent().add(following);
  }

  private void failed() {
    notices.hold(false);
    notices.removeAll();
    notices.add(Problem.ofLab("The pictures could not be laid out", this::again));
  }

  private void again() {
    notices.removeAll();
    notices.add(waiting());
    following.removeFromParent();
    following = new Div();
    follow();
  }

  /// Shows other values of the bar; rows, columns and what one looks at stay.
  private void step(List<String> values) {
    opened = Optional.empty();
    showAt(values);
  }

  private void showAt(List<String> values) {
    steppedTo = values;
    address = address.at(values).withCell(Optional.empty());
    following.removeFromParent();
    following = new Div();
    follow();
    replaceAddress(address.withOnlyDifferences(onlyDifferences).withCell(opened));
  }

  private void show(LiveGrids.Laid now) {
    var grid = now.grid();
    var kept = kept(grid);
    if (!kept.equals(grid.bar().stream().map(BarStep::value).toList())) {
      showAt(kept);
      return;
    }
    laid = Optional.of(grid);
    steppedTo = kept;
    agreement = now.agreement();
    placed = grid.placed();
    bar.offer(grid);
    steps.show(grid.bar());
    save.setVisible(grid.size() > 0 && taken.allowed());
    notices.removeAll();
    notices.hold(!grid.isEmpty());
    if (grid.isEmpty()) {
      notices.add(nothing());
      if (pictures != null) {
        pictures.removeFromParent();
        pictures = null;
        talked = null;
      }
      return;
    }
    notices.add(
        new GridNotices(
            new GridAddress.Reading(address, reading.problems()), now, rates, drawing, this::go));
    if (grid.size() == 0) {
      notices.add(noneHere(grid));
    }
    if (pictures == null) {
      var made = pictures(now);
      pictures = made;
      talked = new GridTalk(made, talk);
      getContent().add(made);
      address
          .cell()
          .flatMap(cell -> indexOf(now.grid(), cell))
          .ifPresent(index -> {
            made.open(index);
            if (talks) {
              new LargeView(made).talk();
            }
          });
    } else {
      pictures.show(now.pictures());
    }
    Objects.requireNonNull(talked).show(new TalkedGrid(address.experiment(), grid));
  }

  /// The values of the bar that are looked at, as far as they are there: one that has come before
  /// them takes no place.
  private List<String> kept(Grid grid) {
    var bar = grid.bar();
    return IntStream.range(0, bar.size())
        .mapToObj(at ->
            at < steppedTo.size() && bar.get(at).values().contains(steppedTo.get(at))
                ? steppedTo.get(at)
                : bar.get(at).value())
        .toList();
  }

  /// The grid as it is when somebody asks.
  private void drawSheet(GridFiles files, TakenFiles taken) {
    var grid = laid();
    var said = agreement;
    new GridPng(
            title,
            grid.size(),
            address.experiment() + "-grid",
            () -> files.sheet(grid, title, said),
            taken)
        .open();
  }

  private Grid laid() {
    return laid.orElseThrow();
  }

  private ImageGrid pictures(LiveGrids.Laid now) {
    var made = new ImageGrid("Pictures of " + title);
    made.addClassName("page__fill");
    made.show(now.pictures());
    made.fit();
    made.setOnlyDifferences(onlyDifferences);
    made.addOpenListener(event -> opened(event.index()));
    made.addRateListener(event -> rates.open(laid(), event));
    saying.on(made, this::laid);
    made.addStepListener(event -> {
      if (event.by() == 0) {
        steps.key(event.axis());
      } else {
        steps.step(event.by());
      }
    });
    made.addDifferencesListener(event -> {
      onlyDifferences = event.only();
      replaceAddress(address.withOnlyDifferences(onlyDifferences).withCell(opened));
    });
    return made;
  }

  /// The first picture of a cell, among the pictures as they are placed.
  private Optional<Integer> indexOf(Grid grid, CellAddress cell) {
    return grid.cell(cell).stream()
        .flatMap(found -> found.pictures().stream())
        .map(first -> grid.indexOf(first.id()))
        .findFirst();
  }

  /// The address follows what is open, so that it can be shared; the screen stays as it is.
  private void opened(int index) {
    if (index < placed.size()) {
      opened = Optional.of(laid().addressOf(placed.get(index).picture()));
      replaceAddress(address.withOnlyDifferences(onlyDifferences).withCell(opened));
    }
  }

  private void replaceAddress(GridAddress shown) {
    getUI()
        .ifPresent(ui ->
            ui.getPage().getHistory().replaceState(null, new Location(ReportLinks.grid(shown))));
  }

  private void go(GridAddress chosen) {
    getUI()
        .ifPresent(ui ->
            ui.navigate(
                ReportLinks.grid(chosen.experiment()),
                new QueryParameters(chosen.withOnlyDifferences(onlyDifferences).parameters())));
  }

  private EmptyState noneHere(Grid grid) {
    if (grid.filtered() > 0) {
      return new EmptyState(
          "No picture is of that kind",
          "%d filtered out; they count in the rates all the same.".formatted(grid.filtered()),
          new Button("Show all pictures", _ -> go(address.withFilter(GridFilter.NONE))));
    }
    return grid.bar().isEmpty()
        ? new EmptyState("No picture can be shown", "All were left out, for the reasons above.")
        : new EmptyState(
            "No picture at " + GridWords.bar(grid),
            "Nothing was drawn so. The keys [ and ] step on.");
  }

  private EmptyState nothing() {
    return new EmptyState(
        "No pictures to lay out yet",
        "Run a cell of the notebook; its pictures appear here as they are made.",
        new Anchor("/experiments/" + address.experiment(), "Open the notebook"));
  }
}
