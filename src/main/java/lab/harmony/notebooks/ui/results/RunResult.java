package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.design.pictures.Lightbox;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.PictureTiles;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.sources.RunWork;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunState;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.ui.RunTopics;
import lab.harmony.threads.ui.Talk;

/// The pictures of a run as they come. Every picture has its place from the beginning, so nothing
/// moves, and only what is new is sent.
final class RunResult extends Composite<Div> implements CellView.WorkPart {
  private final Lightbox lightbox = new Lightbox();
  private final ProgressBar bar = new ProgressBar();
  private final Span words = new Span();
  private final Div progress;
  private final Span facts = new Span();
  private final PictureTiles tiles;
  private List<RunImage> images = List.of();

  RunResult(Run run, Runnable stop, Talk talk) {
    talk.onPictures(
        new LargeView(lightbox),
        place ->
            place >= 0 && place < images.size()
                ? Optional.of(RunTopics.picture(images.get(place).id()))
                : Optional.empty());
    bar.getElement().setAttribute("aria-label", "Pictures made");
    words.addClassName("run-result__words");
    var stopping = new Button("Stop", _ -> stop.run());
    stopping.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    progress = new Div(bar, words, stopping);
    progress.addClassName("run-result__progress");
    facts.addClassName("run-result__facts");
    var link = new Anchor("runs/" + run.id(), run.id().value());
    link.addClassNames("mono", "run-result__link");
    var head = new Div(facts, link);
    head.addClassName("run-result__head");
    tiles =
        new PictureTiles(
            "Pictures of run " + run.id(),
            run.spec().prompts().size(),
            "/images/%s/{place}/{size}.png".formatted(run.id()));
    tiles.addClassName("run-result__tiles");
    tiles.addOpenListener(event -> open(event.place()));
    getContent().addClassName("run-result");
    getContent().add(progress, head, tiles, lightbox);
  }

  @Override
  public Component component() {
    return this;
  }

  @Override
  public void show(CellStanding now) {
    if (now.work() instanceof RunWork(var newest, var complete)) {
      show(newest, now.state(), complete);
    }
  }

  private void show(Run now, CellState state, List<RunImage> complete) {
    images = complete;
    var come = new TreeMap<Integer, String>();
    complete.stream()
        .filter(image -> !tiles.filled().contains(image.id().index()))
        .forEach(image -> come.put(image.id().index(), label(image.prompt())));
    tiles.put(come);
    showProgress(state);
    facts.setText(facts(now, complete.size(), state.busy()));
  }

  private void showProgress(CellState state) {
    progress.setVisible(state.busy());
    switch (state) {
      case CellState.Running running -> {
        bar.setValue(Math.clamp(running.fraction(), 0, 1));
        var left = CellStateText.left(running.remaining());
        words.setText(
            "%d of %d pictures%s"
                .formatted(running.done(), running.total(), left.isEmpty() ? "" : " · " + left));
      }
      case CellState.Queued(var position) -> {
        bar.setValue(0);
        words.setText(
            position <= 1 ? "Next in the queue" : "Number %d in the queue".formatted(position));
      }
      case CellState.Waiting _,
          CellState.Idle _,
          CellState.Finished _,
          CellState.Failed _,
          CellState.Stale _ -> {}
    }
  }

  /// While it works, the progress says how many pictures there are.
  private static String facts(Run run, int complete, boolean busy) {
    var spec = run.spec();
    var time =
        run.state() instanceof RunState.Finished(_, var elapsed)
            ? elapsed.isZero() ? " · imported" : " · %.1f s".formatted(elapsed.toMillis() / 1000.0)
            : "";
    var pictures = busy ? "" : "%d pictures · ".formatted(complete);
    return "%s%s · %s · %d steps%s"
        .formatted(pictures, spec.drawnBy(), spec.recipe().sampler(), spec.recipe().steps(), time);
  }

  private void open(int place) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    var asked = OptionalInt.empty();
    for (var image : images) {
      if (image.id().index() == place) {
        asked = OptionalInt.of(pictures.size());
      }
      pictures.add(ShownPictures.picture(image, 0, pictures.size(), 0, Optional.empty()));
    }
    asked.ifPresent(one -> { // unless its file was removed meanwhile
      lightbox.show(PictureGrid.strip(pictures));
      lightbox.open(one);
    });
  }

  static String label(MatrixPrompt prompt) {
    return "%s, %s, CFG %s, seed %d"
        .formatted(
            prompt.archetype(),
            prompt.emotion(),
            ImageAxis.plain(prompt.cfgScale()),
            prompt.seed());
  }
}
