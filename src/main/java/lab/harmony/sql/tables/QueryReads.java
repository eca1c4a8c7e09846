package lab.harmony.sql.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.harmony.sql.SqlData;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlTable;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/// What a query reads, and in which version.
public final class QueryReads implements SqlData {

  /// Fields that are missing are empty, all others stand in quotation marks.
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).setNullString("").get();

  private final List<LabTable> tables;
  private final Map<String, Path> named;
  private final QueryFiles files;

  QueryReads(List<LabTable> tables, Map<String, Path> named, QueryFiles files) {
    this.tables = List.copyOf(tables);
    this.named = Map.copyOf(named);
    this.files = files;
  }

  /// The names of the tables.
  public List<String> tables() {
    return tables.stream().map(LabTable::name).toList();
  }

  /// The names of the files, in order.
  public List<String> files() {
    return named.keySet().stream().sorted().toList();
  }

  /// The version of each table by its name, and of all files together.
  public Map<String, NamedFacts> versions() {
    var versions = new TreeMap<String, NamedFacts>();
    tables.forEach(table -> versions.put("the table " + table.name(), table.version()));
    if (!named.isEmpty()) {
      versions.put(
          "a file that it reads",
          new NamedFacts(
              new TreeMap<>(named)
                  .entrySet().stream()
                      .map(file -> Fact.of(file.getKey(), files.sha256(file.getValue()).hex()))
                      .toList()));
    }
    return versions;
  }

  @Override
  public List<SqlTable> into(Path folder) throws IOException {
    for (var file : named.entrySet()) {
      var copy = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(copy.getParent()));
      Files.copy(file.getValue(), copy);
    }
    // Where no file of the workspace can lie.
    var own = Files.createDirectories(folder.resolve(".lab"));
    var written = new ArrayList<SqlTable>();
    for (var table : tables) {
      write(table, own.resolve(table.name() + ".csv"));
      written.add(
          new SqlTable(table.name(), ".lab/%s.csv".formatted(table.name()), table.columns()));
    }
    return written;
  }

  private static void write(LabTable table, Path file) {
    AtomicFiles.write(
        file,
        out -> {
          var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          write(table, FORMAT.print(text));
          text.flush();
        });
  }

  private static void write(LabTable table, CSVPrinter printer) throws IOException {
    printer.printRecord(table.columns().stream().map(SqlColumn::name));
    try {
      table.rows(row -> {
        try {
          printer.printRecord(row);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// In words: `scores, runs, experiments/a/numbers.csv`.
  public String words() {
    return String.join(", ", Stream.concat(tables().stream(), files().stream()).toList());
  }
}
