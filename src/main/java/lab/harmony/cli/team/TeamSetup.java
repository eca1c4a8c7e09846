package lab.harmony.cli.team;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.network.SelfSigned;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.SettingsFile;

/// Sets a lab up for a team: asks, makes a certificate where one is to be made, and writes the
/// settings. Until the last answer is given nothing is changed.
public final class TeamSetup {

  private static final List<String> LEAVES = List.of("harmony.tls.", "harmony.behind-proxy");
  private static final String PASSWORD = "harmony.tls.password";

  private final HarmonySettings settings;
  private final PrintWriter out;

  /// @param out where a person at the terminal reads
  public TeamSetup(HarmonySettings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  /// @param port that the call names
  /// @return false if nothing was changed, which was said
  public boolean run(TeamOptions given, Optional<Integer> port) throws IOException {
    var console = Optional.<Console>ofNullable(System.console()).filter(Console::isTerminal);
    return run(given, port, console.map(it -> new BufferedReader(it.reader())), console);
  }

  boolean run(
      TeamOptions given,
      Optional<Integer> port,
      Optional<BufferedReader> in,
      Optional<Console> console)
      throws IOException {
    var questions = new Questions(in, out);
    var data = settings.data();
    var file = SettingsFile.of(data);
    try {
      var answers =
          new TeamDialogue(questions, given, port, () -> password(console), Clock.systemUTC())
              .ask(newOwner(data));
      if (!questions.confirmed(
          "The lab will be at %s. Write that to %s?".formatted(answers.address(), file.path()))) {
        questions.say("Nothing was changed.");
        return false;
      }
      write(answers, data, file, questions);
      return true;
    } catch (Questions.Unanswered e) {
      questions.say(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void write(TeamAnswers answers, DataFolder data, SettingsFile file, Questions questions)
      throws IOException {
    var made =
        answers.line() instanceof TeamAnswers.Line.SelfSigned
            ? Optional.of(
                SelfSigned.make(data.root().resolve("tls").resolve("lab.p12"), names(answers)))
            : Optional.<SelfSigned.Made>empty();
    file.set(answers.settings(made), LEAVES);
    questions.say("Written: %s. From now on ./lab start starts the lab so.".formatted(file.path()));
    made.ifPresent(it ->
        questions.say(
            """
            The certificate was made now, and nobody vouches for it: each browser warns once. Compare
            the SHA-256 fingerprint that it shows with this one before you go on:
              %s\
            """
                .formatted(it.fingerprint())));
  }

  private static List<String> names(TeamAnswers answers) {
    return new ArrayList<>(
        Stream.of(answers.host().name(), "localhost", "127.0.0.1").distinct().toList());
  }

  /// Whom the owner of a lab without any data is called; who owns another is known.
  private Optional<String> newOwner(DataFolder data) {
    return Files.exists(LabDatabase.of(data).file())
        ? Optional.empty()
        : Optional.of(settings.person());
  }

  private Optional<String> password(Optional<Console> console) {
    return settings
        .text(PASSWORD)
        .or(() ->
            console
                .map(it -> it.readPassword("The password of the PKCS12 file: "))
                .map(String::valueOf));
  }
}
