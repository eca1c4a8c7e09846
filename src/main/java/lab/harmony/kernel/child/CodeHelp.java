package lab.harmony.kernel.child;

import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelEvent.Documentation;
import lab.harmony.kernel.protocol.KernelEvent.Suggestion;
import lab.harmony.kernel.protocol.KernelRequest;

/// Answers what people ask while they write, also while a cell runs.
final class CodeHelp {

  private static final int MOST = 200;

  private final SourceCodeAnalysis analysis;
  private final Telling telling;

  CodeHelp(SourceCodeAnalysis analysis, Telling telling) {
    this.analysis = analysis;
    this.telling = telling;
  }

  void complete(KernelRequest.CompleteRequest asked) {
    var place = Place.of(analysis, asked.code(), asked.cursor());
    var start = new int[1];
    var found =
        analysis.completionSuggestions(place.snippet, place.cursor, start).stream()
            .map(one -> new Suggestion(one.continuation(), one.matchesType()))
            .distinct()
            .limit(MOST)
            .toList();
    telling.tell(new KernelEvent.CompleteReply(asked.id(), place.offset + start[0], found));
  }

  void inspect(KernelRequest.InspectRequest asked) {
    var place = Place.of(analysis, asked.code(), asked.cursor());
    var found =
        analysis.documentation(place.snippet, place.cursor, true).stream()
            .map(one ->
                new Documentation(one.signature(), Optional.ofNullable(one.javadoc()).orElse("")))
            .limit(MOST)
            .toList();
    telling.tell(new KernelEvent.InspectReply(asked.id(), found));
  }

  /// The snippet around a place of a cell: what stands before it is not looked at.
  private record Place(String snippet, int cursor, int offset) {
    static Place of(SourceCodeAnalysis analysis, String code, int cursor) {
      var at = Math.clamp(cursor, 0, code.length());
      var rest = code.substring(0, at);
      while (true) {
        var info = analysis.analyzeCompletion(rest);
        var remaining = info.remaining();
        if (!info.completeness().isComplete() || remaining.isBlank()) {
          var offset = at - rest.length();
          return new Place(rest, at - offset, offset);
        }
        rest = remaining;
      }
    }
  }
}
