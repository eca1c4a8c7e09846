package lab.harmony.reports.frozen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.analytics.FigureRenderer;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.store.ExperimentPictures;
import lab.harmony.reports.frozen.ReportContent.Fact;
import lab.harmony.reports.frozen.ReportContent.Headline;
import lab.harmony.reports.frozen.ReportContent.MachineWord;
import lab.harmony.reports.frozen.ReportContent.PromptRecord;
import lab.harmony.reports.frozen.ReportContent.Provenance;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPictures;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.Scores;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.LabVersion;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// Puts a report together: the notebook as it is, the pictures, scores and runs behind it.
@Component
public class ReportComposer {

  private static final GridAxes MATRIX =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.CFG));

  private final CellHandlers handlers;
  private final RunQueue runs;
  private final Scores scores;
  private final GridPictures gridPictures;
  private final FigureRenderer figures;
  private final ExperimentPictures named;

  ReportComposer(
      CellHandlers handlers,
      RunQueue runs,
      Scores scores,
      GridPictures gridPictures,
      FigureRenderer figures,
      ExperimentPictures named) {
    this.handlers = handlers;
    this.named = named;
    this.runs = runs;
    this.scores = scores;
    this.gridPictures = gridPictures;
    this.figures = figures;
  }

  /// What is published, by whom and when, and which version of a report it becomes.
  public record Occasion(ExperimentSlug experiment, String person, Instant time, Edition edition) {}

  /// A report before it has a place: its page, and the data beside it.
  public record Composition(ReportContent content, FrozenData data) {}

  /// Whether an experiment has pictures to report on: its own, or those of others that it compares.
  public boolean hasPictures(ExperimentSlug experiment, Notebook notebook) {
    return !images(experiment, body(experiment, notebook)).isEmpty();
  }

  private NotebookBody body(ExperimentSlug experiment, Notebook notebook) {
    return new NotebookBody(notebook, handlers, figures, cell -> named.embedded(experiment, cell));
  }

  /// @param goOn is called before each step; what it throws ends the work
  public Composition compose(
      Occasion occasion, Notebook notebook, Map<CellId, CellState> states, Runnable goOn) {
    goOn.run();
    var body = body(occasion.experiment(), notebook);
    var images = images(occasion.experiment(), body);
    var pictures = gridPictures.of(images.values());
    var embedded = new EmbeddedPictures(images.size());
    var tables = new PictureTables(embedded, images.values());
    var opening = opening(body, pictures);
    var hero = tables.of(opening);
    var blocks = blocks(notebook, body, pictures, tables, opening, goOn);
    var provenance = provenance(images.values());
    var headlines = headlines(occasion.experiment(), pictures, images);
    var data =
        new FrozenData(
            pictures,
            images,
            provenance,
            headlines,
            pairs(body.pairs()),
            Sha256.of(notebook.text()).hex());
    var content =
        new ReportContent(
            notebook.title().orElse(occasion.experiment().value()),
            occasion.experiment().value(),
            occasion.time(),
            occasion.person(),
            occasion.edition(),
            body.question(),
            body.findings(),
            headlines,
            stale(notebook, states, embedded),
            Optional.of(hero),
            NumberTables.of(opening.fair()),
            blocks,
            new Provenance(
                provenance.stream().map(RunProvenance::record).toList(),
                prompts(images.values()),
                List.of(
                    new Fact("data SHA-256", data.sha256()),
                    new Fact("notebook SHA-256", data.notebookSha256()),
                    new Fact("Harmony Lab", LabVersion.current()))));
    return new Composition(content, data);
  }

  /// The pictures the experiment stands on, and those of other experiments that its grid cells
  /// show; a grid may still show what a deleted cell made, and that does not count.
  private Map<ImageId, RunImage> images(ExperimentSlug experiment, NotebookBody body) {
    var images = new LinkedHashMap<ImageId, RunImage>();
    Stream.concat(
            scores.images(experiment.value()).stream(),
            body.comparisons()
                .flatMap(comparison -> comparison.pictures().stream())
                .flatMap(id -> runs.image(id).stream())
                .filter(image -> !image.experiment().equals(experiment.value())))
        .forEach(image -> images.putIfAbsent(image.id(), image));
    return images;
  }

  /// The picture that shows the answer: the notebook's first grid, or the prompt matrix.
  private static Grid opening(NotebookBody body, List<GridPicture> pictures) {
    return body.comparisons()
        .findFirst()
        .map(comparison -> grid(comparison, pictures))
        .filter(grid -> grid.size() > 0)
        .orElseGet(() -> Grid.of(MATRIX, pictures, Optional.empty()));
  }

  private static Grid grid(NotebookBody.PicturesCompared comparison, List<GridPicture> pictures) {
    Predicate<GridPicture> shown = picture -> comparison.pictures().contains(picture.id());
    return Grid.of(comparison.axes(), pictures.stream().filter(shown).toList(), Optional.empty());
  }

  private List<ReportBlock> blocks(
      Notebook notebook,
      NotebookBody body,
      List<GridPicture> pictures,
      PictureTables tables,
      Grid opening,
      Runnable goOn) {
    var richer =
        new NotebookBody.Richer() {
          @Override
          public Optional<ReportBlock> run(RunId run) {
            return ReportComposer.this.run(run).map(RunProvenance::made);
          }

          @Override
          public List<ReportBlock> pictures(NotebookBody.PicturesCompared comparison) {
            var grid = grid(comparison, pictures);
            return grid.showsTheSameAs(opening)
                ? List.of()
                : List.of(new ReportBlock.PictureBlock(tables.of(grid)));
          }
        };
    var blocks = new ArrayList<ReportBlock>();
    for (var cell : notebook.cells()) {
      goOn.run();
      blocks.addAll(body.blocks(cell, richer));
    }
    goOn.run();
    return List.copyOf(blocks);
  }

  /// The pairs that cells counted, each face with the digest of its picture where the lab has it.
  private List<FrozenReport.FrozenPairs> pairs(List<NotebookBody.CellPairs> counted) {
    var digests = new HashMap<ImageId, String>();
    counted.stream()
        .flatMap(cell -> cell.pairs().pairs().stream())
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .map(face -> face.image().run())
        .distinct()
        .flatMap(run -> runs.images(run).stream())
        .forEach(image -> digests.put(image.id(), image.sha256()));
    return counted.stream()
        .map(cell -> FrozenReport.FrozenPairs.of(cell.cell().value(), cell.pairs(), digests))
        .toList();
  }

  private Optional<RunProvenance> run(RunId id) {
    return runs.find(id).map(run -> new RunProvenance(run, runs.environment(id)));
  }

  private List<RunProvenance> provenance(Collection<RunImage> images) {
    return images.stream()
        .map(image -> image.id().run())
        .distinct()
        .flatMap(id -> run(id).stream())
        .toList();
  }

  /// Over every face, as charts and tables count them: what may stand side by side in a grid is
  /// another question.
  private List<Headline> headlines(
      ExperimentSlug experiment, List<GridPicture> pictures, Map<ImageId, RunImage> images) {
    var byModel =
        pictures.stream()
            .collect(
                Collectors.groupingBy(
                    picture -> picture.position().model(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byModel.entrySet().stream()
        .map(entry ->
            headline(entry.getKey(), entry.getValue(), judge(experiment, entry.getValue(), images)))
        .toList();
  }

  /// How far the judge agrees with people: in this experiment, or where that only compares others
  /// in the one that the pictures are of.
  private Optional<JudgeAgreement> judge(
      ExperimentSlug experiment, List<GridPicture> pictures, Map<ImageId, RunImage> images) {
    return scores
        .judge(experiment.value())
        .or(() ->
            pictures.stream()
                .map(picture -> Objects.requireNonNull(images.get(picture.id())).experiment())
                .distinct()
                .flatMap(slug -> scores.judge(slug).stream())
                .findFirst());
  }

  private static Headline headline(
      String model, List<GridPicture> pictures, Optional<JudgeAgreement> judge) {
    var rates = Margin.over(pictures);
    return new Headline(
        model,
        pictures.size(),
        rates.human(),
        judge
            .filter(_ -> rates.machine().images() > 0)
            .map(agreement ->
                new MachineWord(agreement.judge(), rates.machine(), agreement.sentence())));
  }

  /// What no longer fits together: what is stale in the notebook, and pictures whose files changed.
  private List<String> stale(
      Notebook notebook, Map<CellId, CellState> states, EmbeddedPictures embedded) {
    return Stream.concat(
            StaleParts.of(notebook, states, handlers).stream(),
            embedded.changed().stream()
                .map("Picture %s is not the file that its run made."::formatted))
        .toList();
  }

  private static List<PromptRecord> prompts(Collection<RunImage> images) {
    return images.stream()
        .map(RunImage::prompt)
        .map(prompt -> new PromptRecord(prompt.cell(), prompt.prompt(), prompt.negativePrompt()))
        .distinct()
        .toList();
  }
}
