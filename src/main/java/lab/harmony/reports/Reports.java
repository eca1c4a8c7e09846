package lab.harmony.reports;

import java.util.List;
import java.util.Optional;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Service;

/// The published reports: freeze an experiment into one, and find them again.
@Service
public class Reports {

  private final ReportIndex index;

  Reports(Workspace workspace) {
    this.index = new ReportIndex(new ReportShelf(workspace.reports()));
  }

  /// All reports, the newest first.
  public List<PublishedReport> list() {
    return index.list();
  }

  public Optional<PublishedReport> find(ReportName name) {
    return index.find(name);
  }
}
