package lab.harmony.kernel.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a kernel tells.
///
/// The process runs code that people wrote, which can tell anything in the kernel's name: nothing
/// in an event is a fact before whoever reads it has checked it.
public sealed interface KernelEvent {

  /// It waits for requests; the first event.
  ///
  /// @param java its version
  record KernelInfo(String java) implements KernelEvent {}

  /// Text that a cell printed.
  ///
  /// @param name `stdout` or `stderr`
  record Stream(String parent, String name, String text) implements KernelEvent {}

  /// What the last expression of a cell gave.
  ///
  /// @param data the same in several forms, by MIME type; pictures in Base64
  record ExecuteResult(String parent, Map<String, String> data) implements KernelEvent {}

  /// What a cell showed on its way.
  ///
  /// @param display its name, if it is to be updated
  record DisplayData(String parent, Optional<String> display, Map<String, String> data)
      implements KernelEvent {}

  /// What a cell shows in place of what it showed before by that name.
  record UpdateDisplayData(String parent, String display, Map<String, String> data)
      implements KernelEvent {}

  /// Why a cell failed.
  ///
  /// @param ename the exception's class, or `CompileError`
  /// @param evalue its message
  /// @param traceback lines for people
  /// @param marks where in cells it lies, the innermost first
  record Error(
      String parent, String ename, String evalue, List<String> traceback, List<CodeMark> marks)
      implements KernelEvent {}

  /// An execution is over.
  ///
  /// @param status how
  /// @param definitions what the cell defines now
  /// @param notes what people should know: what was dropped, or waits for a definition
  /// @param variables all variables of the kernel
  record ExecuteReply(
      String parent,
      Status status,
      List<Definition> definitions,
      List<String> notes,
      List<Variable> variables)
      implements KernelEvent {}

  /// @param start where the part begins that suggestions replace, in characters
  record CompleteReply(String parent, int start, List<Suggestion> matches) implements KernelEvent {}

  record InspectReply(String parent, List<Documentation> found) implements KernelEvent {}

  /// How an execution ended.
  enum Status {
    OK,
    ERROR,
    ABORTED
  }

  /// A place in the code of a cell; lines and columns from 1, the end behind the last character.
  record CodeMark(String cell, int line, int column, int endLine, int endColumn, String message) {}

  /// Something that a cell defines.
  ///
  /// @param kind `variable`, `method`, `type` or `import`
  record Definition(String kind, String name) {}

  /// @param value a short text, empty where telling it would run code of people
  /// @param cell which defined it
  record Variable(String name, String type, String value, String cell) {}

  /// @param fits whether it is of the type that is expected there
  record Suggestion(String text, boolean fits) {}

  /// @param text what its Javadoc says, empty where there is none
  record Documentation(String signature, String text) {}
}
