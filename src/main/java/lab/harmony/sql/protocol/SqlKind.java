package lab.harmony.sql.protocol;

import java.util.Locale;

/// What the values of a column are, in the words of Frictionless table schemas.
///
/// https://specs.frictionlessdata.io/table-schema/#types-and-formats
public enum SqlKind {
  BOOLEAN("BOOLEAN"),
  INTEGER("BIGINT"),
  NUMBER("DOUBLE"),
  DATETIME("TIMESTAMP"),
  STRING("VARCHAR");

  private final String type;

  SqlKind(String type) {
    this.type = type;
  }

  /// The type of a column that has them, in SQL.
  public String type() {
    return type;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isNumber() {
    return this == INTEGER || this == NUMBER;
  }
}
