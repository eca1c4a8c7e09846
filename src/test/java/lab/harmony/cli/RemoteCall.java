package lab.harmony.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.cli.remote.KnownServers;
import lab.harmony.cli.remote.RemoteVerbs;
import lab.harmony.cli.terminal.TerminalWriter;

/// `./lab --server URL VERB …` with a token, as a script calls it.
public record RemoteCall(URI lab, String token, Path folder) {

  public static final Set<String> SERVED = ServedVerbs.NAMES;

  public record Answer(int code, String out, String err) {}

  public Answer lab(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var raw = new ByteArrayOutputStream();
    int code =
        new RemoteVerbs(
                Lab.commandLine().setOut(TerminalWriter.over(out)).setErr(TerminalWriter.over(err)),
                SERVED,
                new PrintStream(raw, true, StandardCharsets.UTF_8),
                KnownServers.withToken(folder.resolve("servers.json"), token))
            .execute(
                Stream.concat(Stream.of("--server", lab.toString()), Stream.of(words))
                    .toArray(String[]::new))
            .orElseThrow();
    return new Answer(code, out + raw.toString(StandardCharsets.UTF_8), err.toString());
  }
}
