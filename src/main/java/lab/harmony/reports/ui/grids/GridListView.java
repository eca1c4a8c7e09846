package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.NamedLink;
import lab.harmony.design.lists.NarrowedList;
import lab.harmony.notebooks.store.NotebookTitles;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.ui.links.ReportLinks;
import lab.harmony.review.Scores;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.ImageLinks;

/// Where grids begin: each experiment with pictures, and each of the others to compare it with.
@Route("grids")
@PageTitle("Grids · Harmony Lab")
@Menu(title = "Grids", order = 30)
@Needs(Right.LOOK)
final class GridListView extends Composite<Div> implements BeforeEnterObserver {

  private static final int FACES = 8;

  /// Others that a line offers to stand beside; the grid itself offers all.
  private static final int BESIDE = 6;

  private static final GridAxes BY_MODEL =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.MODEL));

  private final NotebookTitles titles;
  private final Scores scores;
  private final List<String> experiments;
  private final NarrowedList<String> list;

  GridListView(NotebookTitles titles, Scores scores) {
    this.titles = titles;
    this.scores = scores;
    this.experiments = scores.experiments();
    list =
        new NarrowedList<>(
            "experiment",
            "experiments",
            experiments,
            experiment -> titles.of(experiment) + " " + experiment,
            "grid-list__rows",
            this::rows,
            new EmptyState(
                "No pictures to lay out yet",
                "A grid lays out the pictures of an experiment. Run one, and it appears here.",
                new Anchor("/", "Open the experiments")));
    getContent().addClassNames("page", "grid-list");
    getContent().add(new PageBar("Grids", list.narrowing()), list);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    list.read(event.getLocation());
  }

  private List<ListItem> rows(List<String> part) {
    var images = scores.images(part);
    return part.stream()
        .map(experiment -> row(experiment, images.getOrDefault(experiment, List.of())))
        .toList();
  }

  private ListItem row(String experiment, List<RunImage> images) {
    var title = titles.of(experiment);
    var name =
        new NamedLink("/" + ReportLinks.grid(experiment), title, experiment, "grid-list__name");
    var count = new Span(images.size() == 1 ? "1 picture" : "%d pictures".formatted(images.size()));
    count.addClassName("secondary");
    var head = new Div(name, count);
    head.addClassName("grid-list__head");
    var row = new ListItem(head, strip(images));
    var others = experiments.stream().filter(other -> !other.equals(experiment)).toList();
    var named = new LinkedHashMap<String, String>();
    others.stream().limit(BESIDE).forEach(other -> named.put(other, titles.of(other)));
    if (!others.isEmpty()) {
      var compare = new Div(new Span("By model, beside"));
      compare.addClassNames("grid-list__compare", "secondary");
      named.forEach((other, its) -> {
        var alike = its.equals(title) || Collections.frequency(named.values(), its) > 1;
        compare.add(beside(experiment, other, alike ? "%s (%s)".formatted(its, other) : its));
      });
      if (others.size() > BESIDE) {
        compare.add(
            new Anchor(
                "/" + ReportLinks.grid(GridAddress.of(experiment).withAxes(BY_MODEL)),
                "%d others, chosen in the grid".formatted(others.size() - BESIDE)));
      }
      row.add(compare);
    }
    row.addClassName("grid-list__row");
    return row;
  }

  private static Anchor beside(String experiment, String other, String words) {
    var address = GridAddress.of(experiment).withAxes(BY_MODEL).withExperiments(List.of(other));
    return new Anchor("/" + ReportLinks.grid(address), words);
  }

  /// Eight faces, spread over the whole experiment.
  private static Div strip(List<RunImage> images) {
    var strip = new Div();
    strip.addClassName("grid-list__strip");
    strip.getElement().setAttribute("aria-hidden", "true");
    var shown = Math.min(FACES, images.size());
    for (int place = 0; place < shown; place++) {
      var image = images.get(place * images.size() / shown);
      var picture = new Image(ImageLinks.thumbnail(image.id(), 64), "");
      picture.getElement().setAttribute("loading", "lazy");
      strip.add(picture);
    }
    return strip;
  }
}
