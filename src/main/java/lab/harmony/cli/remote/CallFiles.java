package lab.harmony.cli.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lab.harmony.json.Json;
import org.apache.commons.io.output.CloseShieldOutputStream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The files that the words of a verb name: found out from the verb's own description, read into a
/// zip file with the call.
final class CallFiles {

  private CallFiles() {}

  /// The words that name files, in order.
  static Map<String, ArgSpec> named(ParseResult call) {
    var named = new LinkedHashMap<String, ArgSpec>();
    for (var at = call; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      for (var argument : at.matchedArgs()) {
        if (isPath(argument)) {
          argument.originalStringValues().forEach(word -> named.putIfAbsent(word, argument));
        }
      }
    }
    return named;
  }

  private static boolean isPath(ArgSpec argument) {
    return argument.type() == Path.class
        || argument.auxiliaryTypes().length > 0 && argument.auxiliaryTypes()[0] == Path.class;
  }

  /// Whether a verb writes there.
  static boolean isWritten(ArgSpec argument) {
    return argument instanceof OptionSpec option
        && List.of("-o", "--output", "--out").stream()
            .anyMatch(name -> List.of(option.names()).contains(name));
  }

  /// A word that names a file which is to be read and cannot be.
  static Optional<String> unreadable(Map<String, ArgSpec> named) {
    return named.entrySet().stream()
        .filter(one -> !isWritten(one.getValue()) && !Files.isReadable(Path.of(one.getKey())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Writes the call with its files.
  static void write(List<String> words, Map<String, ArgSpec> named, OutputStream out)
      throws IOException {
    var paths = new LinkedHashMap<String, String>();
    for (var word : named.keySet()) {
      var name = Path.of(word).toAbsolutePath().normalize().getFileName();
      paths.put(word, "%d/%s".formatted(paths.size(), name == null ? "folder" : name));
    }
    try (var zip = new ZipOutputStream(CloseShieldOutputStream.wrap(out), StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry(VerbCall.ENTRY));
      zip.write(Json.MAPPER.writeValueAsBytes(new VerbCall(words, paths)));
      for (var one : paths.entrySet()) {
        if (!isWritten(Objects.requireNonNull(named.get(one.getKey())))) {
          add(zip, VerbCall.FILES + one.getValue(), Path.of(one.getKey()));
        }
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, Path from) throws IOException {
    if (!Files.isDirectory(from)) {
      zip.putNextEntry(new ZipEntry(name));
      Files.copy(from, zip);
      return;
    }
    zip.putNextEntry(new ZipEntry(name + "/"));
    try (var all = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (var file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        zip.putNextEntry(
            new ZipEntry(name + "/" + from.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
  }
}
