package lab.harmony.notebooks.cells;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// The kinds of cell that this lab knows.
@Service
public class CellHandlers {
  private static final Logger log = LoggerFactory.getLogger(CellHandlers.class);

  private final Map<CellKind, CellHandler> byKind = new LinkedHashMap<>();

  /// @param handlers in the order of menus
  public CellHandlers(List<CellHandler> handlers) {
    for (var handler : handlers) {
      if (byKind.putIfAbsent(handler.kind(), handler) != null) {
        throw new IllegalStateException(
            "Two handlers are for cells of the kind \"%s\".".formatted(handler.kind().word()));
      }
    }
  }

  /// The handler of a cell; for a kind that nobody knows, that of its type.
  public CellHandler of(Cell cell) {
    return of(cell.kind());
  }

  public CellHandler of(CellKind kind) {
    return Optional.ofNullable(byKind.get(kind))
        .orElseGet(() -> Objects.requireNonNull(byKind.get(kind.plain())));
  }

  /// The handler of a cell that the lab executes; empty for all others.
  public Optional<ExecutableCell> executable(Cell cell) {
    return of(cell) instanceof ExecutableCell executable
        ? Optional.of(executable)
        : Optional.empty();
  }

  public boolean isExecutable(Cell cell) {
    return executable(cell).isPresent();
  }

  /// Lets every kind read together what will be asked for its cells among these. What cannot be
  /// read so is told where it is asked for by itself, of that cell alone.
  public void lookAhead(Collection<Cell> cells) {
    cells.stream()
        .filter(this::isExecutable)
        .collect(Collectors.groupingBy(cell -> executable(cell).orElseThrow()))
        .forEach(CellHandlers::lookAhead);
  }

  private static void lookAhead(ExecutableCell handler, List<Cell> cells) {
    try {
      handler.lookAhead(cells);
    } catch (DataAccessException e) {
      throw e; // Whatever is asked for next would fail as well.
    } catch (RuntimeException | StackOverflowError e) {
      log.debug("Cells of {} are looked at one by one.", handler.getClass().getSimpleName(), e);
    }
  }

  /// The kind of this word.
  public Optional<CellKind> byWord(String word) {
    return byKind.keySet().stream().filter(kind -> kind.word().equals(word)).findFirst();
  }

  /// The kinds that people can add.
  public List<CellHandler> offered() {
    return byKind.values().stream().filter(CellHandler::offered).toList();
  }
}
