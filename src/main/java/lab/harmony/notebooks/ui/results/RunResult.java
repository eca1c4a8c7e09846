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
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.Lightbox;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.sources.RunWork;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunState;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.ImageLinks;

/// The pictures of a run as they come. Every picture has its place from the beginning, so nothing
/// moves, and only what is new is sent.
final class RunResult extends Composite<Div> implements CellView.WorkPart {
  private static final int MOST = 240;

  private final Lightbox lightbox = new Lightbox();
  private final ProgressBar bar = new ProgressBar();
  private final Span words = new Span();
  private final Div progress;
  private final Span facts = new Span();
  private final List<Div> places = new ArrayList<>();
  private final boolean[] filled;
  private List<RunImage> images = List.of();

  RunResult(Run run, Runnable stop) {
    var total = Math.min(MOST, run.spec().prompts().size());
    filled = new boolean[total];
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
    var tiles = new Div();
    tiles.addClassName("run-result__tiles");
    for (var i = 0; i < total; i++) {
      var place = new Div();
      place.addClassName("run-result__place");
      places.add(place);
      tiles.add(place);
    }
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
    for (var image : complete) {
      var index = image.id().index();
      if (index < filled.length && !filled[index]) {
        filled[index] = true;
        places.get(index).add(tile(image));
      }
    }
    showProgress(state);
    facts.setText(facts(now, complete.size(), state.busy()));
  }

  private void showProgress(CellState state) {
    progress.setVisible(state.busy());
    switch (state) {
      case CellState.Running running -> {
        bar.setIndeterminate(false);
        bar.setValue(Math.clamp(running.fraction(), 0, 1));
        var left = CellStateText.left(running.remaining());
        words.setText(
            "%d of %d pictures%s"
                .formatted(running.done(), running.total(), left.isEmpty() ? "" : " · " + left));
      }
      case CellState.Queued(var position) -> {
        bar.setIndeterminate(true);
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

  private ImageTile tile(RunImage image) {
    var what = label(image.prompt());
    return new ImageTile(ImageLinks.thumbnail(image.id(), 128), what)
        .opening("Open " + what, () -> open(image));
  }

  private void open(RunImage image) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var i = 0; i < images.size(); i++) {
      pictures.add(RunPictures.picture(images.get(i), 0, i, 0, Optional.empty()));
    }
    lightbox.show(PictureGrid.strip(pictures));
    lightbox.open(images.indexOf(image));
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
