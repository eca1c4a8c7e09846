package lab.harmony.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.sql.protocol.SqlTable;

/// What a query may read.
public interface SqlData {

  /// Writes it into an empty folder.
  ///
  /// @return the tables that lie there now; other files are read by their names
  List<SqlTable> into(Path folder) throws IOException;
}
