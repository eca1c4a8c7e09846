package lab.harmony.cli.remote;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;

/// `./lab --server URL VERB …`: a verb on a lab on another machine. Its files are sent there, what
/// it prints and writes comes back, and it ends as it would here.
public final class RemoteVerbs {

  private static final String SERVER = "--server";
  private static final String LOGIN = "login";

  /// Need no lab.
  private static final Set<String> HERE = Set.of("analyze");

  private final CommandLine verbs;
  private final PrintStream raw;
  private final ServerSecret secrets;
  private final Set<String> served;

  /// @param verbs of this machine: what words they take
  /// @param served those of them that a lab does for others
  /// @param raw where bytes go that are no text
  public RemoteVerbs(CommandLine verbs, Set<String> served, PrintStream raw, ServerSecret secrets) {
    this.verbs = verbs;
    this.served = served;
    this.raw = raw;
    this.secrets = secrets;
  }

  /// The exit code of a call that names a lab; empty for one that does not.
  public Optional<Integer> execute(String... arguments) {
    var words = List.of(arguments);
    if (words.isEmpty() || !words.getFirst().split("=", 2)[0].equals(SERVER)) {
      return Optional.empty();
    }
    var joined = words.getFirst().startsWith(SERVER + "=");
    if (!joined && words.size() < 2) {
      return Optional.of(usage("--server needs the address of a lab and a verb."));
    }
    var server = joined ? words.getFirst().substring(SERVER.length() + 1) : words.get(1);
    return Optional.of(on(server, words.subList(joined ? 1 : 2, words.size())));
  }

  private int on(String server, List<String> words) {
    try {
      var address = LabServer.address(server);
      if (words.isEmpty()) {
        return usage(
            "--server needs a verb behind the address: ./lab --server %s work".formatted(server));
      }
      if (words.getFirst().equals(LOGIN)) {
        return usage("To sign in there: ./lab login --server " + server);
      }
      if (HERE.contains(words.getFirst())) {
        return verbs.execute(words.toArray(String[]::new));
      }
      if (verbs.getSubcommands().containsKey(words.getFirst())
          && !served.contains(words.getFirst())) {
        return usage(
            "./lab %s works on this machine and its data folder; on another lab it is called on the machine that the lab runs on."
                .formatted(words.getFirst()));
      }
      var call = verbs.parseArgs(words.toArray(String[]::new));
      if (isHelp(call)) {
        return verbs.execute(words.toArray(String[]::new));
      }
      return send(
          new LabServer(address, secrets.token(address), secrets.fingerprint(address)),
          words,
          CallFiles.named(call));
    } catch (ParameterException e) {
      // As the same words are refused here.
      return verbs.execute(words.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      return usage(String.valueOf(e.getMessage()));
    } catch (IllegalStateException | IOException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static boolean isHelp(CommandLine.ParseResult call) {
    for (var at = call; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      if (at.isUsageHelpRequested() || at.isVersionHelpRequested()) {
        return true;
      }
    }
    return false;
  }

  private int send(
      LabServer server, List<String> words, Map<String, CommandLine.Model.ArgSpec> named)
      throws IOException, InterruptedException {
    var gone = CallFiles.unreadable(named);
    if (gone.isPresent()) {
      return failed("%s is not there, or may not be read.".formatted(gone.get()));
    }
    var zip = Files.createTempFile("lab-call", ".zip");
    try (server) {
      AtomicFiles.write(zip, out -> CallFiles.write(words, named, out));
      try (var answer = server.ask(VerbCall.ADDRESS, Optional.of(BodyPublishers.ofFile(zip)))) {
        return read(answer, named);
      }
    } catch (LabServer.Refusal e) {
      return failed(e.words());
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  private int read(InputStream answer, Map<String, CommandLine.Model.ArgSpec> named)
      throws IOException {
    var files = new HashMap<String, Path>();
    try (var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var said = Json.MAPPER.readValue(line, VerbLine.class);
        print(verbs.getOut(), said.out());
        print(verbs.getErr(), said.err());
        if (said.raw() != null) {
          raw.writeBytes(said.raw());
          raw.flush();
        }
        if (said.file() != null && said.bytes() != null) {
          // Written only where the call itself says so, whatever a lab answers.
          var argument = named.get(said.file());
          if (argument == null || !CallFiles.isWritten(argument)) {
            return failed("The lab sent a file that was not asked for; it is not written.");
          }
          var part = files.get(said.file());
          if (part == null) {
            part = Files.createTempFile("lab-answer", "");
            files.put(said.file(), part);
          }
          try (var out = new FileOutputStream(part.toFile(), true)) {
            out.write(said.bytes());
          }
        }
        if (said.exit() != null) {
          for (var file : files.entrySet()) {
            AtomicFiles.write(
                Path.of(file.getKey()).toAbsolutePath(), to -> Files.copy(file.getValue(), to));
          }
          return said.exit();
        }
      }
      return failed(
          "The line broke before the end was told. What was begun there goes on; ./lab --server …"
              + " work shows it.");
    } catch (JacksonException e) {
      return failed("What answered is no lab of this version.");
    } finally {
      for (var file : files.values()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void print(PrintWriter to, @Nullable String text) {
    if (text != null) {
      to.print(text);
      to.flush();
    }
  }

  private int usage(String words) {
    verbs.getErr().println(words);
    verbs.getErr().flush();
    return 2;
  }

  private int failed(String words) {
    verbs.getErr().println(words);
    verbs.getErr().flush();
    return 1;
  }
}
