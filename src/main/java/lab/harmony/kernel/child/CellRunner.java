package lab.harmony.kernel.child;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl.StoppedException;
import lab.harmony.kernel.child.CellPieces.Piece;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelRequest;

/// Runs cells one after another.
final class CellRunner {

  private final Telling telling;
  private final CellTurn turn;
  private final CellShell shell = new CellShell();
  private final CellDefinitions definitions = new CellDefinitions(shell);
  private final CellErrors errors = new CellErrors();

  CellRunner(Telling telling) {
    this.telling = telling;
    this.turn = new CellTurn(telling, shell.shell()::stop);
  }

  void warmUp() {
    shell.warmUp();
  }

  CodeHelp help() {
    return new CodeHelp(shell.shell().sourceCodeAnalysis(), telling);
  }

  /// Stops an execution, if it is the one that runs.
  void interrupt(String id) {
    turn.interrupt(id);
  }

  void drop(KernelRequest.DropRequest request) {
    definitions.keepOnly(request.cell(), List.of(), errors::forget);
    reply(request.id(), request.cell(), KernelEvent.Status.OK, List.of());
  }

  void run(KernelRequest.ExecuteRequest request) {
    var notes = new ArrayList<String>();
    turn.begin(request.id());
    var status = KernelEvent.Status.ERROR;
    try {
      status = evaluate(request, notes);
    } catch (RuntimeException | Error e) {
      telling.tell(
          new KernelEvent.Error(
              request.id(),
              e.getClass().getName(),
              "the kernel could not run this cell: " + e.getMessage(),
              List.of(),
              List.of()));
    } finally {
      CellGuard.clear();
      turn.end();
    }
    reply(request.id(), request.cell(), status, notes);
  }

  /// Answers in any case: whoever asked waits for it.
  private void reply(String id, String cell, KernelEvent.Status status, List<String> notes) {
    try {
      telling.tell(
          new KernelEvent.ExecuteReply(
              id, status, definitions.of(cell), notes, definitions.variables()));
    } catch (RuntimeException | Error _) {
      telling.tell(new KernelEvent.ExecuteReply(id, status, List.of(), notes, List.of()));
    }
  }

  private KernelEvent.Status evaluate(KernelRequest.ExecuteRequest request, List<String> notes) {
    var pieces = CellPieces.of(shell.shell().sourceCodeAnalysis(), request.code());
    definitions
        .keepOnly(request.cell(), pieces.stream().map(Piece::source).toList(), errors::forget)
        .forEach(
            gone -> notes.add("%s is gone: this cell defines it no more.".formatted(gone.name())));
    for (var piece : pieces) {
      var isLast = piece == pieces.getLast();
      var status = evaluate(request, piece, isLast, notes);
      if (status != KernelEvent.Status.OK) {
        return status;
      }
    }
    return KernelEvent.Status.OK;
  }

  private KernelEvent.Status evaluate(
      KernelRequest.ExecuteRequest request, Piece piece, boolean isLast, List<String> notes) {
    if (turn.isInterrupted()) {
      return KernelEvent.Status.ABORTED;
    }
    var place = new CellPlace(request.cell(), request.code(), piece.offset());
    var events = shell.eval(piece.source());
    for (var event : events) {
      if (event.causeSnippet() == null) {
        errors.remember(event.snippet(), place);
        definitions.add(request.cell(), event.snippet());
      }
    }
    for (var event : events) {
      var status =
          event.causeSnippet() == null ? of(request, event, place, notes) : KernelEvent.Status.OK;
      if (status != KernelEvent.Status.OK) {
        return status;
      }
      if (event.causeSnippet() != null) {
        lost(event, notes);
      }
    }
    if (turn.isInterrupted()) {
      return KernelEvent.Status.ABORTED;
    }
    return isLast && events.stream().anyMatch(CellRunner::hasResult)
        ? show(request.id())
        : KernelEvent.Status.OK;
  }

  private static boolean hasResult(SnippetEvent event) {
    return event.causeSnippet() == null && SnippetWords.isExpression(event.snippet());
  }

  /// What became of a snippet of this cell.
  private KernelEvent.Status of(
      KernelRequest.ExecuteRequest request,
      SnippetEvent event,
      CellPlace place,
      List<String> notes) {
    var snippet = event.snippet();
    if (event.status() == Status.REJECTED) {
      telling.tell(errors.of(request.id(), place, shell.shell().diagnostics(snippet).toList()));
      return KernelEvent.Status.ERROR;
    }
    if (turn.isInterrupted()) {
      return KernelEvent.Status.ABORTED;
    }
    if (event.exception() != null) {
      telling.tell(errors.of(request.id(), event.exception()));
      return KernelEvent.Status.ERROR;
    }
    if (isRun(snippet) && event.status() == Status.VALID && !shell.control().hasRun()) {
      throw new IllegalStateException(
          "%s was compiled, but did not run".formatted(snippet.source()));
    }
    if (snippet instanceof DeclarationSnippet declared && event.status() != Status.VALID) {
      notes.add(
          "%s needs %s."
              .formatted(
                  SnippetWords.name(declared),
                  shell
                      .shell()
                      .unresolvedDependencies(declared)
                      .collect(Collectors.joining(", "))));
    }
    return KernelEvent.Status.OK;
  }

  private static boolean isRun(Snippet snippet) {
    return snippet.kind() == Kind.EXPRESSION || snippet.kind() == Kind.STATEMENT;
  }

  /// What another cell defined and this one took away by defining what it stands on anew.
  private static void lost(SnippetEvent event, List<String> notes) {
    if (event.previousStatus() == Status.VALID
        && event.status() != Status.VALID
        && event.status() != Status.OVERWRITTEN) {
      SnippetWords.definition(event.snippet())
          .ifPresent(definition ->
              notes.add(
                  "%s does not stand any more: what it is made of was defined anew."
                      .formatted(definition.name())));
    }
  }

  /// Shows the last result; making its forms may run code of people.
  private KernelEvent.Status show(String id) {
    try {
      shell.control().render();
      CellGuard.rendered()
          .ifPresent(shown -> telling.tell(new KernelEvent.ExecuteResult(id, shown.data())));
      return KernelEvent.Status.OK;
    } catch (StoppedException _) {
      return KernelEvent.Status.ABORTED;
    } catch (InvocationTargetException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      telling.tell(
          new KernelEvent.Error(
              id,
              cause.getClass().getName(),
              "The result could not be shown: " + cause.getMessage(),
              List.of(),
              List.of()));
      return KernelEvent.Status.ERROR;
    } catch (Exception e) {
      throw new IllegalStateException("the result could not be shown", e);
    }
  }
}
