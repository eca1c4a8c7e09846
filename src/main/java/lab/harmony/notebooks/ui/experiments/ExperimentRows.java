package lab.harmony.notebooks.ui.experiments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.NativeTableBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.ui.RunMarks;

/// A part of the list of experiments: its rows are summed up together, once they are shown.
final class ExperimentRows extends Composite<NativeTableBody> {
  private final Map<ExperimentSlug, ExperimentRow> rows = new LinkedHashMap<>();
  private List<Experiment> shown = List.of();
  private RatedBy by;

  ExperimentRows(
      List<Experiment.Heading> part,
      RatedBy by,
      LiveExperiments live,
      Function<ExperimentSlug, ExperimentRow> row) {
    this.by = by;
    for (var heading : part) {
      var made = row.apply(heading.slug());
      made.show(heading);
      rows.put(heading.slug(), made);
      getContent().add(made);
    }
    LiveParts.follow(this, live.rows(List.copyOf(rows.keySet())), this::show);
  }

  void mark(RunMarks.Found found) {
    rows.values().forEach(row -> row.mark(found));
  }

  void show(RatedBy now) {
    by = now;
    show(shown);
  }

  private void show(List<Experiment> now) {
    shown = now;
    now.forEach(one -> Objects.requireNonNull(rows.get(one.slug())).show(one, by));
  }
}
