package lab.harmony.reports.shelf;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The names of reports and the numbers of their versions, each given once and for all: of two
/// programs that publish at once the database lets one have it, and what was taken back may come
/// back to its own.
@Component
public class GivenNames {

  private final JdbcClient database;

  GivenNames(JdbcClient database) {
    this.database = database;
  }

  /// The highest number that a version of a report was given; 0 where none is known.
  public int highest(String line) {
    return database
        .sql("select coalesce(max(number), 0) from given_report_version where line = :line")
        .param("line", line)
        .query(Integer.class)
        .single();
  }

  /// Gives the number of a version.
  ///
  /// @return whether nobody had it
  public boolean give(String line, int number) {
    try {
      database
          .sql("insert into given_report_version (line, number) values (:line, :number)")
          .param("line", line)
          .param("number", number)
          .update();
      return true;
    } catch (DuplicateKeyException another) {
      return false;
    }
  }

  /// A number that nobody saw, since nothing was published under it, can be given again.
  public void release(String line, int number) {
    database
        .sql("delete from given_report_version where line = :line and number = :number")
        .param("line", line)
        .param("number", number)
        .update();
  }

  /// Gives the name of a report.
  ///
  /// @return whether nobody had it
  public boolean give(ReportName name) {
    try {
      database
          .sql("insert into given_report_name (name) values (:name)")
          .param("name", name.value())
          .update();
      return true;
    } catch (DuplicateKeyException another) {
      return false;
    }
  }
}
