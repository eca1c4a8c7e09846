package lab.harmony.diffusion.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Takes tags like `<lora:name:0.8>` out of a prompt.
///
/// @param text the prompt without them
record AdapterTags(SourceText text, List<AdapterTag> adapters) {

  /// A kind, and after a colon anything up to the closing bracket.
  private static final Pattern TAG =
      Pattern.compile("<(\\w{1,100}):([^>]++)>", Pattern.UNICODE_CHARACTER_CLASS);

  static AdapterTags takeOut(SourceText prompt, Notes notes) {
    var rest = new SourceText.Builder(prompt);
    var adapters = new ArrayList<AdapterTag>();
    var done = 0;
    var last = prompt.text().lastIndexOf('>');
    var tags = TAG.matcher(prompt.text()).region(0, last + 1);
    while (tags.find()) {
      rest.append(done, tags.start());
      done = tags.end();
      read(tags.toMatchResult(), prompt.place(tags.start()), notes).ifPresent(adapters::add);
    }
    rest.append(done, prompt.length());
    return new AdapterTags(rest.build(), List.copyOf(adapters));
  }

  private static Optional<AdapterTag> read(MatchResult tag, int place, Notes notes) {
    if (!tag.group(1).equals("lora") && !tag.group(1).equals("lyco")) {
      notes.add(
          "The tag %s at character %d is of a kind that is not known here; it is taken out and does nothing."
              .formatted(tag.group(), place));
      return Optional.empty();
    }
    try {
      return Optional.of(adapter(tag.group(2)));
    } catch (IllegalArgumentException e) {
      notes.add(
          "The tag %s at character %d is taken out and does nothing: %s."
              .formatted(tag.group(), place, e.getMessage()));
      return Optional.empty();
    }
  }

  /// `name`, `name:weight`, `name:text encoder's weight:network's weight`; each weight may also
  /// stand with its name, `te=0.5` and `unet=0.8`.
  private static AdapterTag adapter(String arguments) {
    var positional = new ArrayList<String>();
    var textEncoder = Optional.<String>empty();
    var unet = Optional.<String>empty();
    for (var argument : arguments.split(":", -1)) {
      if (argument.startsWith("te=")) {
        textEncoder = Optional.of(argument.substring(3));
      } else if (argument.startsWith("unet=")) {
        unet = Optional.of(argument.substring(5));
      } else if (argument.startsWith("dyn=") || positional.size() == 3) {
        throw new IllegalArgumentException(
            "\"%s\" would change the adapter's rank, which is not done here".formatted(argument));
      } else {
        positional.add(argument);
      }
    }
    if (positional.isEmpty() || positional.getFirst().isBlank()) {
      throw new IllegalArgumentException("it has no name");
    }
    var first = weight(textEncoder.orElse(positional.size() > 1 ? positional.get(1) : "1"));
    var second = unet.or(() -> positional.stream().skip(2).findFirst());
    return new AdapterTag(
        positional.getFirst(), second.map(AdapterTags::weight).orElse(first), first);
  }

  private static double weight(String text) {
    return Characters.number(text.strip())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected a number as its weight, got \"%s\"".formatted(text)));
  }
}
