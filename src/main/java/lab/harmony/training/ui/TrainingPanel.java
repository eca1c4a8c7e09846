package lab.harmony.training.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lab.harmony.design.ChartPanel;
import lab.harmony.design.ImageTile;
import lab.harmony.design.Problem;
import lab.harmony.design.VerdictMark;
import lab.harmony.training.Evaluation;
import lab.harmony.training.TrainingLife;
import lab.harmony.training.TrainingShelf.Training;

/// One training: how far it is, its loss, its epochs ranked by the fixed prompts, and what they
/// drew.
final class TrainingPanel extends Composite<Section> {

  private static final double SHOWN_CFG = 7;

  /// @param lastWords of its process
  /// @param actions that can be taken now
  TrainingPanel(Training training, String lastWords, Component actions) {
    var title = new H2(training.name().value());
    title.addClassName("mono");
    var close = new Anchor("/trainings", "Close");
    close.addClassName("models__close");
    var head = new Div(title, close);
    head.addClassName("models__head");
    var state =
        new Paragraph(
            "%s · %s"
                .formatted(
                    TrainingWords.state(training.life().state()),
                    TrainingWords.progress(training)));
    getContent().addClassNames("models__panel", "training");
    getContent().getElement().setAttribute("aria-label", training.name().value());
    getContent().add(head, state, actions);
    if (training.life().state() == TrainingLife.State.FAILED) {
      getContent().add(new Problem("This training failed", training.life().reason()));
    }
    if (training.life().state() == TrainingLife.State.INTERRUPTED) {
      getContent()
          .add(
              new Paragraph(
                  "Its process ended before the training did. It goes on with its newest checkpoint."),
              new Pre(lastWords));
    }
    getContent()
        .add(
            new H3("Loss"),
            new ChartPanel(LossFigure.of(training.losses()), LossFigure.words(training.losses())));
    if (!training.evaluations().isEmpty()) {
      getContent().add(new H3("Epochs by success rate"));
      Evaluation.ranking(training.evaluations())
          .ifPresent(words -> getContent().add(new Paragraph(words)));
      getContent().add(table(training.evaluations()));
      getContent().add(new H3("The fixed prompts across epochs"));
      training.evaluations().forEach(one -> getContent().add(strip(training, one)));
    }
    getContent().add(new H3("Spec"), spec(training));
  }

  private static Component table(List<Evaluation> evaluations) {
    var header = new NativeTableRow();
    for (var name : List.of("epoch", "success rate", "points", "95 % interval", "loss")) {
      header.add(new NativeTableHeaderCell(name));
    }
    var body = new NativeTableBody();
    evaluations.stream()
        .sorted(
            Comparator.comparingInt((Evaluation one) -> one.rate().points())
                .reversed()
                .thenComparingInt(Evaluation::epoch))
        .forEach(one -> body.add(row(one)));
    var table = new NativeTable(new NativeTableHeader(header), body);
    table.addClassName("training__epochs");
    return table;
  }

  private static NativeTableRow row(Evaluation one) {
    var row = new NativeTableRow();
    var rate = one.rate();
    row.add(new NativeTableCell(Integer.toString(one.epoch())));
    row.add(
        new NativeTableCell(
            rate.rate()
                .map(value -> String.format(Locale.ROOT, "%.0f %%", 100 * value))
                .orElse("")));
    row.add(new NativeTableCell("%d of %d".formatted(rate.points(), rate.possible())));
    row.add(
        new NativeTableCell(
            rate.interval()
                .map(interval ->
                    String.format(
                        Locale.ROOT,
                        "%.0f to %.0f %%",
                        100 * interval.lower(),
                        100 * interval.upper()))
                .orElse("")));
    row.add(new NativeTableCell(String.format(Locale.ROOT, "%.4f", one.loss())));
    return row;
  }

  private static Component strip(Training training, Evaluation one) {
    var label = new Span("Epoch %d".formatted(one.epoch()));
    label.addClassName("training__epoch");
    var tiles = new Div();
    tiles.addClassName("training__tiles");
    for (var face : one.faces()) {
      if (face.cfgScale() == SHOWN_CFG) {
        var words = "%s × %s, epoch %d".formatted(face.archetype(), face.emotion(), one.epoch());
        var source =
            "training-samples/%s/%s"
                .formatted(training.name(), face.file().substring("samples/".length()));
        tiles.add(new ImageTile(source, words).withVerdict(VerdictMark.machine(face.points())));
      }
    }
    var strip = new Div(label, tiles);
    strip.addClassName("training__strip");
    return strip;
  }

  private static Component spec(Training training) {
    var facts = new DescriptionList();
    facts.addClassName("models__facts");
    training
        .spec()
        .forEach((name, value) ->
            facts.add(
                new DescriptionList.Term(words(name)),
                new DescriptionList.Description(new Span(shown(name, value)))));
    return facts;
  }

  private static String shown(String name, String value) {
    return name.equals("learningRate") ? TrainingWords.number(value) : value;
  }

  /// `learningRate` as people write it: `learning rate`.
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
