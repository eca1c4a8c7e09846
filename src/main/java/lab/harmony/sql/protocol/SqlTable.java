package lab.harmony.sql.protocol;

import java.util.List;

/// A table that a query may read by its name.
///
/// @param file a CSV file with a header in the process's folder
public record SqlTable(String name, String file, List<SqlColumn> columns) {}
