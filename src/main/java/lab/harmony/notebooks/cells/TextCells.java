package lab.harmony.notebooks.cells;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.Renderings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// The kinds of cell that nobody executes here: prose, findings, and what other tools wrote.
@Configuration(proxyBeanMethods = false)
public class TextCells {

  @Bean
  @Order(10)
  CellHandler textCell() {
    return new Prose();
  }

  @Bean
  @Order(60)
  CellHandler findingCell() {
    return new Finding();
  }

  @Bean
  @Order(70)
  CellHandler codeCell() {
    return new Code();
  }

  @Bean
  @Order(80)
  CellHandler rawCell() {
    return new Raw();
  }

  /// Prose in Markdown.
  public static final class Prose implements CellHandler {
    @Override
    public CellKind kind() {
      return CellKind.MARKDOWN;
    }

    @Override
    public String label() {
      return "Text";
    }

    @Override
    public String language() {
      return "markdown";
    }

    @Override
    public String outline(Cell cell) {
      return OutlineWords.heading(cell.source());
    }

    @Override
    public List<Rendering> render(Cell cell) {
      return List.of(new Rendering.Text(cell.source()));
    }
  }

  /// What the team concluded, open, confirmed or rejected.
  public static final class Finding implements CellHandler {
    @Override
    public CellKind kind() {
      return CellKind.FINDING;
    }

    @Override
    public String label() {
      return "Finding";
    }

    @Override
    public String language() {
      return "markdown";
    }

    @Override
    public String outline(Cell cell) {
      var words = OutlineWords.heading(cell.source());
      words = words.isEmpty() ? OutlineWords.firstLine(cell.source()) : words;
      return "Finding: " + (words.isEmpty() ? "empty" : words);
    }

    @Override
    public List<Rendering> render(Cell cell) {
      return List.of(new Rendering.Conclusion(cell.findingStatus(), cell.source()));
    }
  }

  /// Code of other tools with the outputs they stored.
  public static final class Code extends OfOtherTools {
    public Code() {
      super(CellKind.CODE, "Code");
    }

    @Override
    public List<Rendering> render(Cell cell) {
      var renderings = new ArrayList<Rendering>();
      renderings.add(new Rendering.Source(cell.source()));
      renderings.addAll(Renderings.of(cell));
      return renderings;
    }
  }

  /// What only other tools read.
  public static final class Raw extends OfOtherTools {
    public Raw() {
      super(CellKind.RAW, "Raw");
    }

    @Override
    public List<Rendering> render(Cell cell) {
      return List.of();
    }
  }

  /// What other tools make and own: kept, shown, and never offered to be added.
  private abstract static sealed class OfOtherTools implements CellHandler {
    private final CellKind kind;
    private final String label;

    OfOtherTools(CellKind kind, String label) {
      this.kind = kind;
      this.label = label;
    }

    @Override
    public CellKind kind() {
      return kind;
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public boolean offered() {
      return false;
    }

    @Override
    public String language() {
      return "text";
    }

    @Override
    public String outline(Cell cell) {
      return "";
    }
  }
}
