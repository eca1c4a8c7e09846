package lab.harmony.training.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.design.Problem;
import lab.harmony.design.RateWords;
import lab.harmony.design.charts.ChartPanel;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.design.pictures.FacesDialog;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.VerdictMark;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.ui.curves.TrainingFigures;
import lab.harmony.training.ui.epochs.EpochAnswers;
import lab.harmony.training.ui.epochs.EpochFaces;
import lab.harmony.training.ui.epochs.EpochMarks;
import lab.harmony.training.ui.epochs.EpochSessionPart;
import lab.harmony.training.ui.epochs.EpochTalk;
import lab.harmony.training.ui.words.TrainingWords;
import org.jspecify.annotations.Nullable;

/// One training: how far it is, its loss, its epochs ranked by the fixed prompts, and what they
/// drew.
final class TrainingPanel extends Composite<Section> {

  private static final double SHOWN_CFG = 7;
  private static final Comparator<Evaluation> BY_RATE =
      Comparator.comparingInt((Evaluation one) -> one.rate().points())
          .reversed()
          .thenComparingInt(Evaluation::epoch);

  private final Paragraph progress = new Paragraph();
  private final LiveFacts live = new LiveFacts();
  private final Div trouble = new Div();
  private final Div rates = new Div();
  private final Div figures = new Div();
  private final Div epochs = new Div();
  private final EpochAnswers answers;
  private final Div asked = new Div();
  private @Nullable Charts charts;
  private @Nullable TrainingNow shown;

  private final ModelName name;
  private final EpochTalk talk;
  private final TakenFiles files;

  private record Charts(ChartPanel loss, ChartPanel learningRate, ChartPanel gradientNorm) {}

  /// @param talk what is said about its epochs
  /// @param files told of the figures that are saved
  /// @param choices what can be done and said
  /// @param answers whether an epoch is really better
  /// @param blind the way to a blind session of epochs
  TrainingPanel(
      ModelName name,
      EpochTalk talk,
      TakenFiles files,
      EpochAnswers answers,
      EpochSessionPart blind,
      Component... choices) {
    this.name = name;
    this.talk = talk;
    this.files = files;
    this.answers = answers;
    var title = new H2(name.value());
    title.addClassName("mono");
    var close = new Anchor("/trainings", "Close");
    close.addClassName("models__close");
    var head = new Div(title, close);
    head.addClassName("models__head");
    getContent().addClassNames("models__panel", "training");
    getContent().getElement().setAttribute("aria-label", name.value());
    getContent().add(head, progress, live);
    getContent().add(choices);
    getContent().add(trouble, rates, figures, epochs, answers, blind, asked);
  }

  /// Shows what there is now, without touching what is as it was.
  void update(TrainingNow now) {
    var before = shown;
    var training = now.training();
    progress.setText(TrainingWords.progress(training.life(), training.steps()));
    live.update(training);
    boolean sameOther = before != null && before.other().equals(now.other());
    figures.setVisible(training.steps() > 0);
    draw(now.figures());
    if (before == null
        || !before.training().life().equals(training.life())
        || !before.lastWords().equals(now.lastWords())) {
      trouble(training, now.lastWords());
    }
    if (before == null
        || !sameOther
        || !before.marks().equals(now.marks())
        || !before.training().evaluations().equals(training.evaluations())) {
      rates(training, now.figures());
      epochs(training, now.marks());
      answers.update(training.evaluations());
    }
    if (before == null || !sameOther || !before.training().spec().equals(training.spec())) {
      asked.removeAll();
      now.other()
          .ifPresentOrElse(
              found -> asked.add(new H3("What was asked otherwise"), differences(training, found)),
              () -> {
                if (!training.spec().isEmpty()) { // while it is read
                  asked.add(new H3("Spec"), spec(training));
                }
              });
    }
    shown = now;
  }

  private void draw(TrainingFigures.Drawn now) {
    if (shown != null && shown.figures().equals(now)) {
      return;
    }
    if (charts == null) {
      charts =
          new Charts(
              new ChartPanel(now.loss(), now.lossWords()).withFiles(name + "-loss", files),
              new ChartPanel(now.learningRate(), now.learningRateWords())
                  .withFiles(name + "-learning-rate", files),
              new ChartPanel(now.gradientNorm(), now.gradientNormWords())
                  .withFiles(name + "-gradient-norm", files));
      figures.add(new H3("Loss"), charts.loss, charts.learningRate, charts.gradientNorm);
      return;
    }
    charts.loss.draw(now.loss(), now.lossWords());
    charts.learningRate.draw(now.learningRate(), now.learningRateWords());
    charts.gradientNorm.draw(now.gradientNorm(), now.gradientNormWords());
  }

  private void trouble(Training training, String lastWords) {
    trouble.removeAll();
    var life = training.life();
    if (life.state() == TrainingLife.State.FAILED) {
      trouble.add(new Problem("This training failed", life.reason()));
    }
    if (life.state() == TrainingLife.State.STOPPED && !life.reason().isEmpty()) {
      trouble.add(new Problem("This training stopped by itself", life.reason()));
    }
    if (life.state() == TrainingLife.State.INTERRUPTED) {
      trouble.add(
          new Problem(
              "This training was interrupted",
              training.steps() == 0
                  ? "Its process ended before its first step. The last it said:"
                  : "Its process ended before the training did. It goes on with its newest"
                      + " checkpoint. The last it said:",
              new Pre(lastWords)));
    }
  }

  private void rates(Training training, TrainingFigures.Drawn drawn) {
    rates.removeAll();
    if (!training.evaluations().isEmpty()) {
      rates.add(
          new H3("Success rate"),
          new ChartPanel(drawn.rates(), drawn.ratesWords())
              .withFiles(name + "-success-rate", files));
    }
  }

  private void epochs(Training training, List<EpochMarks.Found> marks) {
    epochs.removeAll();
    talk.drawAnew(training.evaluations());
    if (training.evaluations().isEmpty()) {
      return;
    }
    var by = marks.stream().map(mark -> mark.column() + " and ").collect(Collectors.joining());
    epochs.add(new H3("Epochs by %ssuccess rate".formatted(by)));
    Evaluation.ranking(training.evaluations()).ifPresent(words -> epochs.add(new Paragraph(words)));
    marks.forEach(one -> epochs.add(new Paragraph(one.order())));
    epochs.add(table(training.evaluations(), marks));
    marks.forEach(one -> epochs.add(one.part()));
    epochs.add(new H3("The fixed prompts across epochs"));
    training.evaluations().forEach(one -> epochs.add(strip(training, one)));
  }

  /// By what others know first, and of those that are alike by rate.
  private Component table(List<Evaluation> evaluations, List<EpochMarks.Found> marks) {
    var header = new NativeTableRow();
    for (var name :
        List.of(
            "epoch", "success rate", "points", "95 % interval", "over", "loss", "said", "faces")) {
      header.add(new NativeTableHeaderCell(name));
    }
    marks.forEach(mark -> header.add(new NativeTableHeaderCell(mark.column())));
    var body = new NativeTableBody();
    evaluations.stream()
        .sorted(
            Stream.concat(marks.stream().map(EpochMarks.Found::better), Stream.of(BY_RATE))
                .reduce(Comparator::thenComparing)
                .orElseThrow())
        .forEach(one -> {
          var row = row(one);
          marks.forEach(mark -> row.add(new NativeTableCell(mark.words(one))));
          body.add(row);
        });
    var table = new NativeTable(new NativeTableHeader(header), body);
    table.addClassName("training__epochs");
    return table;
  }

  private NativeTableRow row(Evaluation one) {
    var row = new NativeTableRow();
    var rate = one.success();
    row.add(new NativeTableCell(when(one)));
    row.add(new NativeTableCell(rate.rate().map(Percents::whole).orElse("")));
    row.add(new NativeTableCell("%d of %d".formatted(rate.points(), rate.possible())));
    row.add(new NativeTableCell(rate.estimate().map(RateWords::bounds).orElse("")));
    row.add(
        new NativeTableCell(
            rate.estimate().map(estimate -> estimate.basis().counted()).orElse("")));
    row.add(
        new NativeTableCell(
            one.loss().isPresent()
                ? String.format(Locale.ROOT, "%.4f", one.loss().getAsDouble())
                : "untrained"));
    row.add(new NativeTableCell(talk.mark(one)));
    row.add(new NativeTableCell(faces(one)));
    return row;
  }

  /// Of two lines of one epoch one is of its middle.
  private static String when(Evaluation one) {
    return one.isOfEpoch()
        ? Integer.toString(one.epoch())
        : "%d, at step %d".formatted(one.epoch(), one.step());
  }

  /// Opens all faces that the rate of an epoch counts.
  private Component faces(Evaluation one) {
    int count = one.faces().size();
    var open =
        new Button(
            "%d %s".formatted(count, count == 1 ? "face" : "faces"),
            _ ->
                FacesDialog.open(
                    "Faces read by the machine: epoch %s of %s".formatted(when(one), name),
                    () -> EpochFaces.of(name, one)));
    open.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    open.setAriaLabel("Show the %d faces of epoch %s".formatted(count, when(one)));
    open.setEnabled(count > 0);
    return open;
  }

  private Component strip(Training training, Evaluation one) {
    var label = new Div(new Span(TrainingWords.evaluation(one)));
    label.addClassName("training__epoch");
    label.add(talk.mark(one));
    var tiles = new Div();
    tiles.addClassName("training__tiles");
    for (var face : one.faces()) {
      if (face.cfgScale() == SHOWN_CFG) {
        var words = "%s × %s, epoch %s".formatted(face.archetype(), face.emotion(), when(one));
        tiles.add(
            new ImageTile(EpochFaces.source(training.name(), face), words)
                .withVerdict(VerdictMark.machine(face.points())));
      }
    }
    var strip = new Div(label, tiles);
    strip.addClassName("training__strip");
    return strip;
  }

  /// The settings in which two trainings differ.
  private static Component differences(Training training, Training other) {
    var names = new LinkedHashSet<>(training.spec().keySet());
    names.addAll(other.spec().keySet());
    var body = new NativeTableBody();
    for (var name : names) {
      var here = training.spec().getOrDefault(name, "");
      var there = other.spec().getOrDefault(name, "");
      if (!here.equals(there)) {
        var row = new NativeTableRow();
        row.add(new NativeTableHeaderCell(words(name)));
        row.add(new NativeTableCell(shown(name, here)));
        row.add(new NativeTableCell(shown(name, there)));
        body.add(row);
      }
    }
    var header = new NativeTableRow();
    for (var title : List.of("", training.name().value(), other.name().value())) {
      header.add(new NativeTableHeaderCell(title));
    }
    var table = new NativeTable(new NativeTableHeader(header), body);
    table.addClassName("training__epochs");
    return table;
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
    return name.endsWith("earningRate") || name.equals("epsilon")
        ? TrainingWords.number(value)
        : value;
  }

  /// `learningRate` as people write it: `learning rate`.
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
