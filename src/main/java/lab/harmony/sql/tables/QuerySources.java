package lab.harmony.sql.tables;

import java.util.List;
import org.springframework.stereotype.Component;

/// Finds what queries read.
@Component
public class QuerySources {

  private final List<LabTable> tables;
  private final QueryFiles files;

  QuerySources(List<LabTable> tables, QueryFiles files) {
    this.tables = tables;
    this.files = files;
  }

  /// What a query reads, by its words.
  ///
  /// @throws IllegalArgumentException if that is more than it may; the message says so to people
  public QueryReads of(String query) {
    var named = NamedInQuery.of(query);
    return new QueryReads(
        tables.stream().filter(table -> named.words().contains(table.name())).toList(),
        files.named(named.texts()),
        files);
  }
}
