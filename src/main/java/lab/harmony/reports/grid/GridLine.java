package lab.harmony.reports.grid;

import java.util.List;

/// A row or a column: its values on the axes of its role, and what it is called.
public record GridLine(List<String> values, String label) {

  public GridLine {
    values = List.copyOf(values);
  }
}
