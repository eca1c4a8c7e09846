package lab.harmony.prompts;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.prompts.PromptProblem.InFile;
import lab.harmony.yaml.YamlProblem;
import lab.harmony.yaml.YamlText;
import lab.harmony.yaml.YamlValue;
import lab.harmony.yaml.YamlValue.Named;
import lab.harmony.yaml.YamlValue.Nothing;
import lab.harmony.yaml.YamlValue.Text;

/// A YAML file of named entries, each with named texts; every text knows its line. What is wrong in
/// it is collected.
final class PromptFile {
  /// A file may have so many characters, entries, and characters in one text.
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final int MOST_ENTRIES = 1_000;
  static final int LONGEST_TEXT = 4_000;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private final Path file;
  private final List<InFile> problems;
  private final List<Entry> entries = new ArrayList<>();

  /// One named entry.
  record Entry(String name, int line, Map<String, Text> texts) {}

  private PromptFile(Path file, List<InFile> problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Reads a file; what is wrong in it is added to the problems.
  static PromptFile read(Path file, List<InFile> problems) {
    var read = new PromptFile(file, problems);
    try {
      if (Files.size(file) > 4L * MOST_CHARACTERS) {
        read.complain(
            0,
            "the file has %,d bytes; at most %,d characters are read"
                .formatted(Files.size(file), MOST_CHARACTERS));
      } else {
        read.fill(YamlText.read(Files.readString(file), MOST_CHARACTERS));
      }
    } catch (CharacterCodingException e) {
      read.complain(1, "the file is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      read.complain(1, "the file is missing or cannot be read (%s)".formatted(file));
    }
    return read;
  }

  private void fill(YamlText.Reading reading) {
    reading.problems().forEach(problem -> complain(problem.line(), problem.message()));
    if (reading.root().isEmpty()) {
      if (reading.problems().isEmpty()) {
        complain(1, "need at least one entry, got an empty file");
      }
      return;
    }
    var all = children(reading.root().get(), "a name for each entry");
    if (all.size() > MOST_ENTRIES) {
      complain(
          0, "the file has %,d entries; at most %,d are read".formatted(all.size(), MOST_ENTRIES));
      return;
    }
    for (var child : all) {
      var texts = new LinkedHashMap<String, Text>();
      for (var field : children(child.value(), "the fields of \"" + child.name() + "\"")) {
        switch (field.value()) {
          case Text text when text.value().length() > LONGEST_TEXT ->
              complain(
                  text.line(),
                  "\"%s\" of \"%s\" has %,d characters; at most %,d are read"
                      .formatted(field.name(), child.name(), text.value().length(), LONGEST_TEXT));
          case Text text -> texts.put(field.name(), text);
          case Nothing _ -> {}
          case YamlValue other ->
              complain(
                  other.line(),
                  "\"%s\" of \"%s\" must be a text, got a list or a map"
                      .formatted(field.name(), child.name()));
        }
      }
      entries.add(new Entry(child.name(), child.line(), texts));
    }
  }

  /// Those with a good name, each name once.
  private List<YamlValue.Entry> children(YamlValue value, String expected) {
    if (!(value instanceof Named named)) {
      complain(value.line(), "need %s, written as \"name: …\"".formatted(expected));
      return List.of();
    }
    var seen = new HashSet<String>();
    var good = new ArrayList<YamlValue.Entry>();
    for (var entry : named.entries()) {
      if (!NAME.matcher(entry.name()).matches()) {
        complain(
            entry.line(),
            "need a name of lower-case letters, digits, - and _ (at most 40), got \"%.60s\""
                .formatted(entry.name()));
      } else if (!seen.add(entry.name())) {
        complain(entry.line(), "\"%s\" stands here a second time".formatted(entry.name()));
      } else {
        good.add(entry);
      }
    }
    return good;
  }

  /// In the file's order.
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  void complain(int line, String message) {
    problems.add(new InFile(file, new YamlProblem(line, message)));
  }

  /// The text of a field that every entry needs; empty, and noted, when it is missing.
  Optional<Text> required(Entry entry, String field) {
    var text = Optional.ofNullable(entry.texts().get(field));
    if (text.isEmpty()) {
      complain(
          entry.line(),
          "\"%s\" needs a field \"%s\"; it has %s"
              .formatted(entry.name(), field, entry.texts().keySet()));
    }
    return text;
  }
}
