package lab.harmony.diffusion.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// A prompt as it was read. Any text is a prompt: what fits no form is taken as text, and
/// [notes()][#notes()] tells.
///
/// @param subPrompts one, or as many as `AND` joins
/// @param adapters that it asks for, in order
/// @param notes on how it was read where that may surprise, as sentences for its author
public record Prompt(List<SubPrompt> subPrompts, List<AdapterTag> adapters, List<String> notes) {

  private static final Pattern AND = Pattern.compile("\\bAND\\b", Pattern.UNICODE_CHARACTER_CLASS);

  public Prompt {
    subPrompts = List.copyOf(subPrompts);
    adapters = List.copyOf(adapters);
    notes = List.copyOf(notes);
  }

  /// Reads a prompt.
  public static Prompt parse(String text, PromptSyntax syntax) {
    return switch (syntax) {
      case PLAIN -> new Prompt(List.of(SubPrompt.plain(text)), List.of(), List.of());
      case WEIGHTED -> weighted(text);
    };
  }

  /// Reads a negative prompt, in which `AND` and adapters are text.
  public static Prompt parseNegative(String text, PromptSyntax syntax) {
    return switch (syntax) {
      case PLAIN -> parse(text, syntax);
      case WEIGHTED -> {
        var notes = new Notes();
        var prompt = SubPrompt.weighted(1, SourceText.of(text), notes);
        yield new Prompt(List.of(prompt), List.of(), notes.list());
      }
    };
  }

  private static Prompt weighted(String text) {
    var notes = new Notes();
    var tags = AdapterTags.takeOut(SourceText.of(text), notes);
    var subPrompts = new ArrayList<SubPrompt>();
    var start = 0;
    var joints = AND.matcher(tags.text().text());
    while (joints.find()) {
      subPrompts.add(subPrompt(tags.text().slice(start, joints.start()), notes));
      start = joints.end();
    }
    subPrompts.add(subPrompt(tags.text().slice(start, tags.text().length()), notes));
    return new Prompt(subPrompts, tags.adapters(), notes.list());
  }

  /// A number after a colon at the end is the weight of the whole.
  private static SubPrompt subPrompt(SourceText source, Notes notes) {
    var text = source.text();
    var end = Characters.dropSpaces(text, 0, text.length());
    var colon = text.lastIndexOf(':', end);
    var weight =
        colon < 0
            ? OptionalDouble.empty()
            : Characters.number(
                text.substring(Math.min(end, Characters.skipSpaces(text, colon + 1)), end));
    if (weight.isEmpty()) {
      return SubPrompt.weighted(1, source.slice(0, end), notes);
    }
    notes.add(
        "The number after the : at character %d is read as the weight of all that stands before it."
            .formatted(source.place(colon)));
    return SubPrompt.weighted(
        weight.getAsDouble(), source.slice(0, Characters.dropSpaces(text, 0, colon)), notes);
  }
}
