package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.FileExports;
import lab.harmony.design.ScreenKeys;
import lab.harmony.notebooks.store.NotebookTitles;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.presence.ui.HereMarks;
import lab.harmony.reports.exports.GridSheets;
import lab.harmony.reports.grid.GridFiles;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.threads.ui.Talk;
import lab.harmony.workspace.ReadOnce;

/// The comparison grid of an experiment. Its address says everything it shows, down to the picture
/// that is open.
@Route("experiments/:experiment/grid")
@Needs(Right.LOOK)
final class GridView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle, ScreenKeys {

  private final LiveGrids live;
  private final GridFiles files;
  private final GridSheets sheets;
  private final FileExports exports;
  private final NotebookTitles titles;
  private final ExperimentFaces faces;
  private final GridRates rates;
  private final GridDrawing drawing;
  private final GridSaying saying;
  private final Talk talk;
  private final CurrentPerson person;
  private final HereMarks here;
  private String title = "Grid";

  GridView(
      LiveGrids live,
      GridFiles files,
      GridSheets sheets,
      FileExports exports,
      NotebookTitles titles,
      ExperimentFaces faces,
      CurrentPerson person,
      HereMarks here,
      GridRates rates,
      GridDrawing drawing,
      GridSaying saying,
      Talk talk) {
    this.rates = rates;
    this.drawing = drawing;
    this.saying = saying;
    this.here = here;
    this.talk = talk;
    this.live = live;
    this.files = files;
    this.sheets = sheets;
    this.exports = exports;
    this.titles = titles;
    this.faces = faces;
    this.person = person;
    getContent().addClassName("grid-view__address");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var experiment = event.getRouteParameters().get("experiment").orElse("");
    if (!titles.exists(experiment)) {
      throw new NotFoundException("There is no experiment \"%s\" here.".formatted(experiment));
    }
    title = titles.of(experiment);
    var others = ReadOnce.during(() -> others(experiment));
    var parameters = event.getLocation().getQueryParameters().getParameters();
    var reading = GridAddress.read(experiment, parameters);
    getContent().removeAll();
    getContent()
        .add(
            new GridScreen(
                reading,
                title,
                others,
                live,
                files,
                sheets,
                exports.of(
                    AuditKind.EXPERIMENT_EXPORTED,
                    AuditSubject.experiment(experiment),
                    person.actor()),
                here.mark(),
                rates,
                drawing,
                saying,
                talk,
                parameters.containsKey("talk")));
  }

  private List<GridBar.ExperimentChoice> others(String experiment) {
    return faces.experiments().stream()
        .filter(slug -> !slug.equals(experiment))
        .map(slug -> new GridBar.ExperimentChoice(slug, titles.of(slug)))
        .toList();
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
        new Key("c", "choose a picture, then another: compare the two; also in the large view"),
        new Key("C", "choose one more before they are compared"),
        new Key("f F", "the faces behind the rate of this row, of this column"),
        new Key("[ ]", "former and next value of the axis that is stepped through"),
        new Key("1 … 9", "the axis that these keys step through"),
        new Key("s", "score the picture; also in the large view"),
        new Key("g", "tag the picture; also in the large view"),
        new Key("t", "what is said about it, beside the large view"),
        new Key("+ -", "larger and smaller tiles"),
        new Key("0", "tiles as large as all columns fit"),
        new Key("Home End", "first and last picture of the row"));
  }
}
