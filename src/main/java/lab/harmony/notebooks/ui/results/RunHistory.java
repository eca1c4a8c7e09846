package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.sources.CellRun;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.ui.BesideRun;
import lab.harmony.runs.ui.RunLinks;
import lab.harmony.runs.ui.RunStateText;
import lab.harmony.threads.ui.Talk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs a cell had: each with what came of it, what is another in it than in the one shown, and
/// the ways back to it and beside it. Found out away from the session when it is opened.
final class RunHistory extends Composite<Div> implements CellView.EarlierPart {
  private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);
  private static final int MOST = 40;

  private final Supplier<List<CellRun>> load;
  private final Consumer<RunId> show;
  private final JudgedFaces judged;
  private final Talk talk;
  private final List<BesideRun> beside;
  private final Div body = new Div(new Paragraph("Looking for them …"));
  private @Nullable RunId compared;

  /// @param load called on a thread of its own
  /// @param judged opens the faces behind their rates
  /// @param talk what is said about their pictures
  /// @param beside what other features have to say of two of them
  RunHistory(
      Supplier<List<CellRun>> load,
      Consumer<RunId> show,
      JudgedFaces judged,
      Talk talk,
      List<BesideRun> beside,
      Runnable close) {
    this.beside = beside;
    this.judged = judged;
    this.talk = talk;
    this.load = load;
    this.show = show;
    var title = new H3("Runs of this cell");
    var head = new Div(title, new IconButton(LineIcon.CLOSE, "Close (H)", _ -> close.run()));
    head.addClassName("run-history__head");
    getContent().addClassName("run-history");
    getContent().getElement().setAttribute("role", "region");
    getContent().getElement().setAttribute("aria-label", "Runs of this cell");
    getContent().add(head, body);
    addAttachListener(attach -> find(attach.getUI()));
  }

  @Override
  public Component component() {
    return this;
  }

  /// Looks again.
  @Override
  public void refresh() {
    getUI().ifPresent(this::find);
  }

  private void find(UI ui) {
    LiveParts.answer(ui, this::looked, this::show);
  }

  /// Empty when they cannot be listed.
  private Optional<List<CellRun>> looked() {
    try {
      return Optional.of(load.get());
    } catch (RuntimeException e) {
      LOG.error("The runs of a cell cannot be listed.", e);
      return Optional.empty();
    }
  }

  private void show(Optional<List<CellRun>> found) {
    body.removeAll();
    found.ifPresentOrElse(
        this::show,
        () ->
            body.add(new Problem("The runs of this cell cannot be listed", "See the lab's log.")));
  }

  private void show(List<CellRun> runs) {
    if (runs.isEmpty()) {
      body.add(new Paragraph("This cell has not run in this lab yet."));
      return;
    }
    var list = new UnorderedList();
    list.addClassName("run-history__list");
    var shown = runs.stream().filter(CellRun::shown).findFirst();
    runs.stream().limit(MOST).forEach(run -> list.add(row(run, shown)));
    body.add(list);
    if (runs.size() > MOST) {
      body.add(
          new Paragraph(
              "The newest %d of %d runs; the others are in Runs.".formatted(MOST, runs.size())));
    }
  }

  private ListItem row(CellRun cellRun, Optional<CellRun> shown) {
    var run = cellRun.run();
    var link = new Anchor("/" + RunLinks.run(run.id()), run.id().value());
    link.addClassName("mono");
    var facts =
        new Div(
            new Span(Times.dayAndTime(run.submittedAt())),
            new Span(run.by()),
            RunStateText.of(run.state()),
            new Span(
                "%d of %d pictures"
                    .formatted(cellRun.images().size(), run.spec().prompts().size())),
            link);
    facts.addClassName("run-history__facts");
    var rates =
        new Div(
            JudgeRate.people(
                cellRun.people(), "run " + run.id(), () -> open(cellRun, JudgeChoice.HUMAN)),
            JudgeRate.machine(
                cellRun.judge().map(name -> "machine · " + name).orElse("machine"),
                cellRun.machine(),
                "run " + run.id(),
                () -> open(cellRun, JudgeChoice.MACHINE)));
    rates.addClassName("run-history__rates");
    var item = new ListItem(facts, difference(cellRun, shown), rates);
    item.addClassName("run-history__run");
    if (cellRun.shown()) {
      item.getElement().setAttribute("data-shown", "");
    } else {
      var place = new Div();
      item.add(actions(cellRun, shown, place), place);
    }
    return item;
  }

  private void open(CellRun cellRun, JudgeChoice judge) {
    judged.open("run " + cellRun.run().id(), judge, cellRun.images());
  }

  private Div actions(CellRun cellRun, Optional<CellRun> shown, Div place) {
    var id = cellRun.run().id();
    var actions = new Div();
    actions.addClassName("run-history__actions");
    if (cellRun.run().state() instanceof RunState.Finished) {
      actions.add(new Button("Show this one again", _ -> show.accept(id)));
    }
    if (shown.isPresent() && !cellRun.images().isEmpty()) {
      var compare = new Button("Compare");
      compare.addClickListener(_ -> {
        compared = place.getComponentCount() == 0 ? id : null;
        compare(place, compare, cellRun, shown.get());
      });
      actions.add(compare);
      compare(place, compare, cellRun, shown.get());
    }
    return actions;
  }

  private void compare(Div place, Button button, CellRun cellRun, CellRun shown) {
    var open = cellRun.run().id().equals(compared);
    button.getElement().setAttribute("aria-expanded", String.valueOf(open));
    place.removeAll();
    if (open) {
      place.add(new RunComparison(shown, cellRun, talk, beside));
    }
  }

  /// In a few words: `steps 20 → 30; seeds 42 → 43`, from the one shown to this one.
  private static Component difference(CellRun cellRun, Optional<CellRun> shown) {
    var words =
        cellRun.shown()
            ? "shown here"
            : shown.isEmpty()
                ? ""
                : cellRun.differences().isEmpty()
                    ? "same settings as the one shown"
                    : "differs from the one shown: "
                        + cellRun.differences().stream()
                            .map(it ->
                                "%s %s instead of %s"
                                    .formatted(it.field(), brief(it.now()), brief(it.before())))
                            .collect(Collectors.joining("; "));
    var line = new Div(words);
    line.addClassName("run-history__difference");
    return line;
  }

  static String brief(String value) {
    return value.length() <= 60 ? value : value.substring(0, 59) + "…";
  }
}
