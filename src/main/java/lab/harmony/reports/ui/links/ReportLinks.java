package lab.harmony.reports.ui.links;

import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.shelf.ReportName;

/// The ways into grids and reports; addresses without a leading slash.
public final class ReportLinks {

  private ReportLinks() {}

  /// All published reports.
  public static String list() {
    return "reports";
  }

  /// The page of one report, for people who are signed in.
  public static String page(ReportName report) {
    return "reports/%s/index.html".formatted(report);
  }

  /// A file that a report can be taken along as, for people who are signed in.
  public static String export(ReportName report, String file) {
    return "reports/%s/export/%s".formatted(report, file);
  }

  /// All experiments that have something to lay out.
  public static String grids() {
    return "grids";
  }

  /// The standard grid of an experiment.
  public static String grid(String experiment) {
    return "experiments/%s/grid".formatted(experiment);
  }

  /// Any grid, down to one cell.
  public static String grid(GridAddress address) {
    return address.path();
  }
}
