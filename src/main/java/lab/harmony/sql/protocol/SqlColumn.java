package lab.harmony.sql.protocol;

/// A column of a table that a query reads, or of its answer.
public record SqlColumn(String name, SqlKind kind) {}
