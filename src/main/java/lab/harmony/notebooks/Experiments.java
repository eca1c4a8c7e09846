package lab.harmony.notebooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lab.harmony.analytics.HarmonyAnalytics;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.JsonStyle;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.sources.JudgedPicture;
import lab.harmony.notebooks.sources.PictureJudgements;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.notebooks.sources.RunSource;
import lab.harmony.notebooks.sources.StarterRun;
import lab.harmony.notebooks.store.ExperimentMade;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.prose.SafeHtml;
import lab.harmony.recipe.Recipe;
import lab.harmony.review.Scores;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicEnds;
import lab.harmony.threads.TopicGroup;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.ReadOnce;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// The experiments of the workspace: every folder of `experiments/` with a notebook in it.
@Service
public class Experiments {
  private static final Logger log = LoggerFactory.getLogger(Experiments.class);
  private static final int STRIP = 8;

  private final NotebookFiles files;
  private final Rights rights;
  private final NotebookExecution execution;
  private final CellHandlers handlers;
  private final Scores scores;
  private final PictureJudgements judges;
  private final RunQueue runs;
  private final ApplicationEventPublisher events;
  private final TopicEnds topics;
  private final ExperimentDeeds deeds;

  Experiments(
      NotebookFiles files,
      NotebookExecution execution,
      CellHandlers handlers,
      Scores scores,
      PictureJudgements judges,
      RunQueue runs,
      ApplicationEventPublisher events,
      Rights rights,
      TopicEnds topics,
      ExperimentDeeds deeds) {
    this.topics = topics;
    this.deeds = deeds;
    this.rights = rights;
    this.files = files;
    this.execution = execution;
    this.handlers = handlers;
    this.scores = scores;
    this.judges = judges;
    this.runs = runs;
    this.events = events;
  }

  /// What became of the wish for a new experiment.
  public sealed interface Creation {
    record Created(ExperimentSlug slug) implements Creation {}

    /// The reason says what to change.
    record Rejected(String reason) implements Creation {}
  }

  /// What stands at the head of each, by name: nothing but notebooks is read.
  public List<Experiment.Heading> headings() {
    return files.list().stream().map(this::heading).toList();
  }

  /// Some of them, in this order: however many they are, runs, pictures and scores are asked for
  /// together, and models and prompts are looked at once.
  public List<Experiment> of(List<ExperimentSlug> slugs) {
    return ReadOnce.during(() -> {
      handlers.lookAhead(
          slugs.stream()
              .flatMap(slug -> notebook(slug).stream())
              .flatMap(notebook -> notebook.cells().stream())
              .toList());
      lookAtScores(slugs);
      return slugs.stream().map(this::summary).toList();
    });
  }

  /// Of all together; those that cannot be read so are told of by each experiment.
  private void lookAtScores(List<ExperimentSlug> slugs) {
    try {
      scores.current(slugs.stream().map(ExperimentSlug::value).toList());
    } catch (DataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      log.debug("The scores of {} are read one by one.", slugs, e);
    }
  }

  /// The same experiments after a run got further: only those are summed up again that show it. One
  /// that begins to show it, or shows it no more, has another notebook.
  public List<Experiment> after(List<Experiment> before, RunId changed) {
    return ReadOnce.during(() ->
        before.stream()
            .map(one -> one.runs().contains(changed) ? summary(one.slug()) : one)
            .toList());
  }

  private Optional<Notebook> notebook(ExperimentSlug slug) {
    return files.open(slug) instanceof OpenedNotebook.Readable(var notebook)
        ? Optional.of(notebook)
        : Optional.empty();
  }

  private Experiment.Heading heading(ExperimentSlug slug) {
    return notebook(slug)
        .map(it -> new Experiment.Heading(slug, title(slug, it), kind(it)))
        .orElseGet(() -> new Experiment.Heading(slug, slug.value(), ExperimentKind.OTHER));
  }

  private static String title(ExperimentSlug slug, Notebook notebook) {
    return notebook.title().orElse(slug.value());
  }

  private static ExperimentKind kind(Notebook notebook) {
    return ExperimentKind.byWord(notebook.metadata().path("harmony").path("kind").asString(""));
  }

  /// The title of every experiment.
  public SequencedMap<ExperimentSlug, String> titles() {
    var titles = new LinkedHashMap<ExperimentSlug, String>();
    headings().forEach(one -> titles.put(one.slug(), one.title()));
    return titles;
  }

  /// Creates an experiment with a notebook that can be run as it is.
  public Creation create(String title, ExperimentKind kind, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    var slug = ExperimentSlug.fromTitle(SafeHtml.ofMarkdown(title).text());
    if (slug.isEmpty()) {
      return new Creation.Rejected(
          "A title needs at least one letter or digit, for instance \"Prompt formats\".");
    }
    return created(slug.get(), starter(title.strip(), kind), by);
  }

  /// The cell that shows an experiment's imported run of this number, from 1.
  public static CellId importedCell(int number) {
    return new CellId("pictures-" + number);
  }

  /// Creates an experiment around imported runs, whose cells are [importedCell][#importedCell(int)]
  /// 1, 2 and so on.
  ///
  /// @param opening Markdown for the first cell, below the title
  public Creation create(
      ExperimentSlug slug, String title, String opening, List<RunId> importedRuns, Actor by) {
    rights.require(by, Right.EDIT_EXPERIMENTS);
    var notebook = blank(title, ExperimentKind.OTHER, opening);
    for (int i = 0; i < importedRuns.size(); i++) {
      notebook =
          notebook.withCell(
              notebook.cells().size(),
              Cell.blank(
                  importedCell(i + 1),
                  CellKind.RUN,
                  "%s: %s".formatted(RunSource.Imported.NAME, importedRuns.get(i))));
    }
    notebook =
        notebook.withCell(
            notebook.cells().size(),
            Cell.blank(
                new CellId("grid"),
                CellKind.GRID,
                "rows: archetype\ncolumns: emotion\nthird: cfg\nscores: human"));
    notebook =
        notebook.withCell(
            notebook.cells().size(),
            Cell.blank(new CellId("finding"), CellKind.FINDING, "What did we find?"));
    return created(slug, notebook, by);
  }

  private Creation created(ExperimentSlug slug, Notebook notebook, Actor by) {
    boolean created;
    try {
      created = files.create(slug, notebook);
    } catch (AtomicFiles.NotWritten e) {
      return new Creation.Rejected(e.sentence());
    }
    if (!created) {
      return new Creation.Rejected(
          "There is already a folder experiments/%s. Choose another title, or open that experiment."
              .formatted(slug));
    }
    topics.taken(TopicGroup.of(new Topic.WholeExperiment(slug.value())));
    deeds.made(slug, title(slug, notebook), by);
    events.publishEvent(new ExperimentMade(slug, notebook, by));
    events.publishEvent(new NotebookChanged(slug));
    return new Creation.Created(slug);
  }

  private Experiment summary(ExperimentSlug slug) {
    return switch (files.open(slug)) {
      case OpenedNotebook.Readable(var notebook) -> contained(slug, notebook);
      case OpenedNotebook.Unreadable(var reason) -> Experiment.unreadable(slug, reason);
      case OpenedNotebook.Missing _ ->
          Experiment.unreadable(slug, "The notebook was removed a moment ago.");
    };
  }

  /// What cannot be summed up stops no other experiment.
  private Experiment contained(ExperimentSlug slug, Notebook notebook) {
    try {
      return summary(slug, notebook);
    } catch (DataAccessException e) {
      throw e; // The database has nothing to do with what stands in the notebook.
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("The experiment {} cannot be summed up.", slug, e);
      return Experiment.unreadable(slug, "It cannot be summed up: %s.".formatted(Found.reason(e)));
    }
  }

  private Experiment summary(ExperimentSlug slug, Notebook notebook) {
    var runIds = RunCells.runs(notebook);
    var people = judges.ofRuns(JudgeChoice.HUMAN, runIds);
    var machine = judges.ofRuns(JudgeChoice.MACHINE, runIds);
    var images = people.pictures().stream().map(JudgedPicture::image).toList();
    return new Experiment(
        slug,
        title(slug, notebook),
        kind(notebook),
        overall(List.copyOf(execution.states(slug, notebook).values())),
        !RunCells.in(notebook).isEmpty(),
        HarmonyAnalytics.of(people.rows()).overall(),
        HarmonyAnalytics.of(machine.rows()).overall(),
        images.size(),
        runIds,
        lastRun(runIds),
        Experiment.strip(images, STRIP));
  }

  private Optional<Run> lastRun(List<RunId> ids) {
    return runs.find(ids).stream().max(java.util.Comparator.comparing(Run::submittedAt));
  }

  /// The state that a person has to know of first.
  private static CellState overall(List<CellState> states) {
    return states.stream()
        .max(java.util.Comparator.comparingInt(Experiments::weight))
        .orElseGet(CellState.Idle::new);
  }

  private static int weight(CellState state) {
    return switch (state) {
      case CellState.Idle _ -> 0;
      case CellState.Finished _ -> 1;
      case CellState.Stale _ -> 2;
      case CellState.Failed _ -> 3;
      case CellState.Waiting _ -> 4;
      case CellState.Queued _ -> 5;
      case CellState.Running _ -> 6;
    };
  }

  private static Notebook starter(String title, ExperimentKind kind) {
    var cells =
        List.of(
            Cell.blank(
                new CellId("generate"), CellKind.RUN, StarterRun.at(5, Recipe.USUAL_GUIDANCE, 9)),
            Cell.blank(new CellId("scores"), CellKind.SCORES, "source: machine\norder: weakest"),
            Cell.blank(new CellId("heat-map"), CellKind.CHART, "figure: heat-map\nscores: machine"),
            Cell.blank(
                new CellId("grid"),
                CellKind.GRID,
                "rows: archetype\ncolumns: emotion\nthird: cfg\nscores: machine"),
            Cell.blank(new CellId("finding"), CellKind.FINDING, "What did we find?"));
    var notebook = blank(title, kind, "What is the question?");
    for (var cell : cells) {
      notebook = notebook.withCell(notebook.cells().size(), cell);
    }
    return notebook;
  }

  /// A notebook with one cell: a title and some words.
  public static Notebook blank(String title, ExperimentKind kind, String words) {
    var root = JsonText.MAPPER.createObjectNode();
    root.putArray("cells")
        .add(Cell.blank(new CellId("question"), CellKind.MARKDOWN, "# " + title + "\n\n" + words));
    var metadata = root.putObject("metadata");
    metadata.putObject("harmony").put("kind", kind.word());
    metadata
        .putObject("kernelspec")
        .put("display_name", "Harmony Lab")
        .put("language", "yaml")
        .put("name", "harmony-lab");
    metadata
        .putObject("language_info")
        .put("file_extension", ".yaml")
        .put("mimetype", "application/yaml")
        .put("name", "yaml");
    root.put("nbformat", 4);
    root.put("nbformat_minor", 5);
    var style = new JsonStyle(" ", "\n", ": ", ",", false);
    return Notebook.of(JsonText.of(style.render(root, "") + "\n"));
  }
}
