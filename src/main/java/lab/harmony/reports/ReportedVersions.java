package lab.harmony.reports;

import java.util.HashMap;
import java.util.Map;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.versions.VersionUse;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportShelf;
import org.springframework.stereotype.Component;

/// The notebooks that reports were made of, of which the versions are kept.
@Component
class ReportedVersions implements VersionUse {
  private final ReportIndex index;
  private final ReportShelf shelf;

  ReportedVersions(ReportIndex index, ReportShelf shelf) {
    this.index = index;
    this.shelf = shelf;
  }

  @Override
  public Map<String, String> of(ExperimentSlug experiment) {
    var reported = new HashMap<String, String>();
    index.known().stream()
        .flatMap(line -> line.versions().stream())
        .filter(report -> report.experiment().equals(experiment.value()))
        .forEach(report ->
            FrozenReport.read(shelf.path(report.name(), "report.json"))
                .readable()
                .ifPresent(frozen ->
                    reported.put(frozen.notebookSha256(), "report %s".formatted(report.name()))));
    return reported;
  }
}
