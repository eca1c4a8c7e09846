package lab.harmony.blind.cells;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lab.harmony.blind.results.ToldSessions;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.results.telling.ToldSession;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.SessionId;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.stereotype.Component;

/// Tells what a closed blind session came to, as it stood when the cell was executed.
@Component
final class BlindCell implements ExecutableCell {

  private static final CellKind KIND = new CellKind("blind", "code");
  private static final String EXAMPLE = "bk3f9q2ab";

  private final ToldSessions sessions;

  BlindCell(ToldSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public CellKind kind() {
    return KIND;
  }

  @Override
  public String label() {
    return "Blind session";
  }

  @Override
  public String starter() {
    return "session: ";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter tells what the closed session came to.";
  }

  @Override
  public String outline(Cell cell) {
    return StoredTelling.find(cell).map(StoredTelling::title).orElse(label());
  }

  @Override
  public void check(CellContext cell) {
    read(cell.cell().source());
  }

  private static SessionId read(String source) {
    var yaml = CellYaml.settings(source, "session");
    var text = yaml.text("session", EXAMPLE);
    var id = SessionId.parse(text);
    if (id.isEmpty()) {
      yaml.complain(
          "session",
          "a session is named like %s, as the address of its page; got \"%s\""
              .formatted(EXAMPLE, text));
    }
    CellYaml.finish(yaml, List.of("session"));
    return id.orElseThrow();
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    return new CellInputs(basis(found(cell)));
  }

  private ToldSession found(CellContext cell) {
    var source = cell.cell().source();
    var id = read(source);
    try {
      return sessions
          .find(id)
          .orElseThrow(
              () -> new CellProblem(1, "there is no blind session %s in this lab".formatted(id)));
    } catch (BlindProblem open) {
      throw new CellProblem(1, open.words());
    }
  }

  /// What people said in a closed session never changes: what it was sealed with, or the file that
  /// it came in, stands for it. What machine judges read of its pictures does.
  private Basis basis(ToldSession session) {
    var facts = new LinkedHashMap<String, NamedFacts>();
    facts.put(Basis.SETTINGS, NamedFacts.of(Fact.of("session", session.id().value())));
    facts.put("the session", NamedFacts.of(Fact.of("sha256", session.sha256())));
    facts.put("the readings of machine judges", sessions.machineFacts(session));
    sessions
        .foundLater(session)
        .ifPresent(found -> facts.put("what else differs between its arms", found));
    return Basis.of(facts);
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    var session = found(cell);
    // Looked at before what is told: what comes between makes the result stale, and not wrong.
    var basis = basis(session);
    var told =
        new StoredTelling(
            session.id().value(),
            session.title(),
            session.origin(),
            BlindTelling.ofArms(sessions.told(session)));
    return Optional.of(new CellResult(basis, List.of(told.output())));
  }

  @Override
  public List<Rendering> render(Cell cell) {
    return StoredTelling.find(cell)
        .<List<Rendering>>map(told -> List.of(new Rendering.Markdown(told.markdown())))
        .orElseGet(() -> ExecutableCell.super.render(cell));
  }
}
