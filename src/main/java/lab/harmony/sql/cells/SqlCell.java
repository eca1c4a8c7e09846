package lab.harmony.sql.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.results.StoredRows;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.people.Actor;
import lab.harmony.sql.SqlEngine;
import lab.harmony.sql.SqlRefused;
import lab.harmony.sql.protocol.SqlEvent;
import lab.harmony.sql.tables.QueryReads;
import lab.harmony.sql.tables.QuerySources;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// SQL cells: a question to the lab's tables and to files of the workspace, and its answer.
@Component
@Order(45)
final class SqlCell implements ExecutableCell {

  static final CellKind KIND = new CellKind("sql", "code");

  /// Rows that stand in the notebook.
  private static final int MOST_ROWS = 1000;

  /// Characters of them all together, about.
  private static final int MOST_CHARACTERS = 1_000_000;

  private static final int LONGEST_QUERY = 100_000;

  private final SqlEngine engine;
  private final QuerySources sources;
  private final Map<String, SqlEngine.Question> asked = new ConcurrentHashMap<>();

  SqlCell(SqlEngine engine, QuerySources sources) {
    this.engine = engine;
    this.sources = sources;
  }

  @Override
  public CellKind kind() {
    return KIND;
  }

  @Override
  public String label() {
    return "SQL";
  }

  @Override
  public String starter() {
    return "select experiment, source, avg(points) / 3 as success_rate, count(*) as n\nfrom scores\ngroup by all\norder by all";
  }

  @Override
  public String language() {
    return "text";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter answers the query.";
  }

  @Override
  public void check(CellContext cell) {
    reads(cell);
  }

  private QueryReads reads(CellContext cell) {
    var query = cell.cell().source();
    if (query.isBlank()) {
      throw new CellProblem(0, "need a query, got nothing: select … from scores");
    }
    if (query.length() > LONGEST_QUERY) {
      throw new CellProblem(
          0,
          "need a query of at most %,d characters, got %,d"
              .formatted(LONGEST_QUERY, query.length()));
    }
    try {
      return sources.of(query);
    } catch (IllegalArgumentException e) {
      throw new CellProblem(0, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    var reads = reads(cell);
    return new CellInputs(
        basis(cell.cell().source(), reads),
        reads.tables().isEmpty()
            ? List.of()
            : RunCells.in(cell.notebook()).stream()
                .map(run -> new CellContext(cell.experiment(), cell.notebook(), run))
                .toList());
  }

  private static Basis basis(String query, QueryReads reads) {
    var groups = new TreeMap<String, NamedFacts>();
    groups.put("the query", NamedFacts.of(Fact.of("text", query)));
    groups.putAll(reads.versions());
    return Basis.of(groups);
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    var query = cell.cell().source();
    var reads = reads(cell);
    // Looked at before the rows: what comes between makes the answer stale, and not wrong.
    var basis = basis(query, reads);
    var question = engine.question(query, reads, MOST_ROWS);
    asked.put(cell.label(), question);
    try {
      return Optional.of(new CellResult(basis, List.of(rows(question.answer()).output())));
    } catch (SqlRefused e) {
      throw problem(query, e);
    } finally {
      asked.remove(cell.label(), question);
    }
  }

  @Override
  public void stop(CellContext cell, Actor by, String reason) {
    var question = asked.get(cell.label());
    if (question != null) {
      question.stop();
    }
  }

  @Override
  public List<String> notes(CellContext cell) {
    var reads = reads(cell);
    return reads.words().isEmpty() ? List.of() : List.of("Reads " + reads.words());
  }

  private static CellProblem problem(String query, SqlRefused refused) {
    var message = String.valueOf(refused.getMessage());
    if (refused.position().isEmpty()) {
      return new CellProblem(0, message);
    }
    int at = Math.min(refused.position().get(), query.length());
    int line = 1 + (int) query.substring(0, at).chars().filter(it -> it == '\n').count();
    int column = at - query.lastIndexOf('\n', at - 1);
    return new CellProblem(line, "%s (column %d)".formatted(message, column));
  }

  /// As many rows as the notebook takes.
  private static StoredRows rows(SqlEvent.Answer answer) {
    var kept = new ArrayList<List<@Nullable String>>();
    int characters = 0;
    for (var row : answer.rows()) {
      characters += row.stream().mapToInt(it -> it == null ? 4 : it.length() + 4).sum();
      if (characters > MOST_CHARACTERS && !kept.isEmpty()) {
        break;
      }
      kept.add(row);
    }
    return new StoredRows(
        answer.columns().stream()
            .map(column -> new StoredRows.Column(column.name(), column.kind().word()))
            .toList(),
        kept,
        answer.total());
  }
}
