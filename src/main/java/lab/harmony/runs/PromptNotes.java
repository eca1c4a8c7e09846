package lab.harmony.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    wordings(prompts)
        .forEach((wording, count) ->
            notes(wording).distinct().forEach(note -> counts.merge(note, count, Integer::sum)));
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

  /// Many prompts of a matrix say the same; each wording is read once.
  private record Wording(String prompt, String negative) {}

  private static Map<Wording, Integer> wordings(List<MatrixPrompt> prompts) {
    var counts = new LinkedHashMap<Wording, Integer>();
    for (var prompt : prompts) {
      counts.merge(new Wording(prompt.prompt(), prompt.negativePrompt()), 1, Integer::sum);
    }
    return counts;
  }

  private static Stream<String> notes(Wording wording) {
    return Stream.concat(
        Prompt.parse(wording.prompt(), PromptSyntax.WEIGHTED).notes().stream(),
        Prompt.parseNegative(wording.negative(), PromptSyntax.WEIGHTED).notes().stream()
            .map(note -> "Negative prompt: " + note));
  }
}
