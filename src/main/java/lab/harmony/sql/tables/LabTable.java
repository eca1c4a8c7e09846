package lab.harmony.sql.tables;

import java.util.List;
import java.util.function.Consumer;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.workspace.NamedFacts;
import org.jspecify.annotations.Nullable;

/// A table that queries read by its name; `docs/sql.md` describes them. Each is a bean.
public interface LabTable {

  String name();

  List<SqlColumn> columns();

  /// What is another whenever its rows may be others; quick, since it is asked for each time that a
  /// notebook is looked at.
  NamedFacts version();

  /// Gives its rows one after the other, each with a value for each column.
  void rows(Consumer<List<@Nullable Object>> row);
}
