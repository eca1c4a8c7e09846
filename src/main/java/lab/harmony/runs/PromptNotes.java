package lab.harmony.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.prompts.MatrixPrompt;

/// How the prompts of a run are read, where that may surprise whoever wrote them.
public final class PromptNotes {

  private static final int MOST = 12;

  private PromptNotes() {}

  /// One sentence for each surprise, with the number of prompts that have it.
  public static List<String> of(List<MatrixPrompt> prompts) {
    var counts = new LinkedHashMap<String, Integer>();
    for (var prompt : prompts) {
      notes(prompt).distinct().forEach(note -> counts.merge(note, 1, Integer::sum));
    }
    var sentences = new ArrayList<String>();
    counts.forEach((note, count) ->
        sentences.add(
            prompts.size() == 1
                ? note
                : "%s (%d of %d prompts)".formatted(note, count, prompts.size())));
    return sentences.size() <= MOST
        ? List.copyOf(sentences)
        : Stream.concat(
                sentences.stream().limit(MOST),
                Stream.of("… and %d more.".formatted(sentences.size() - MOST)))
            .toList();
  }

  private static Stream<String> notes(MatrixPrompt prompt) {
    return Stream.concat(
        Prompt.parse(prompt.prompt(), PromptSyntax.WEIGHTED).notes().stream(),
        Prompt.parseNegative(prompt.negativePrompt(), PromptSyntax.WEIGHTED).notes().stream()
            .map(note -> "Negative prompt: " + note));
  }
}
