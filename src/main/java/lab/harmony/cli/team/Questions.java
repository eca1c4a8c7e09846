package lab.harmony.cli.team;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.network.NetworkProblem;

/// Asks a person at a terminal, again in words until an answer can be meant; takes what the call
/// said already.
final class Questions {

  /// No answer, or none that can be meant, and nobody to ask.
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswered(String words) {
      super(words);
    }
  }

  private final Optional<BufferedReader> in;
  private final PrintWriter out;

  /// @param in empty where nobody can be asked
  Questions(Optional<BufferedReader> in, PrintWriter out) {
    this.in = in;
    this.out = out;
  }

  /// @param option that answers it in a call
  /// @param words of the question, without its mark
  /// @param given what the call says
  /// @param usual what an empty answer means
  /// @param meant reads an answer; throws [NetworkProblem] in words
  record Question<T>(
      String option,
      String words,
      Optional<String> given,
      Optional<String> usual,
      Function<String, T> meant) {}

  <T> T ask(Question<T> question) {
    if (question.given().isPresent()) {
      try {
        return question.meant().apply(question.given().get());
      } catch (NetworkProblem e) {
        sayOrGiveUp(question.option(), e);
      }
    }
    while (true) {
      var answer = in.isPresent() ? line(question) : question.usual();
      try {
        return question
            .meant()
            .apply(
                answer.orElseThrow(() ->
                    new Unanswered(
                        "%s is needed, since nobody can be asked here: %s"
                            .formatted(question.option(), question.words()))));
      } catch (NetworkProblem e) {
        sayOrGiveUp(question.option(), e);
      }
    }
  }

  boolean confirmed(String words) {
    return in.isEmpty()
        || ask(new Question<>("", words, Optional.empty(), Optional.of("yes"), Questions::yesOrNo));
  }

  void say(String words) {
    out.println(words);
    out.flush();
  }

  /// Tells why an answer cannot be meant, so that it can be given again.
  ///
  /// @throws Unanswered with the same words, if nobody can give another
  void sayOrGiveUp(String option, NetworkProblem problem) {
    var words = "%s %s".formatted(problem.what(), problem.remedy()).strip();
    if (in.isEmpty()) {
      throw new Unanswered("%s: %s".formatted(option, words));
    }
    say("  " + words);
  }

  private static Boolean yesOrNo(String answer) {
    return switch (answer.strip().toLowerCase(Locale.ROOT)) {
      case "y", "yes" -> true;
      case "n", "no" -> false;
      default -> throw new NetworkProblem("yes or no is needed, got \"%s\".".formatted(answer), "");
    };
  }

  private Optional<String> line(Question<?> question) {
    out.print(question.words() + question.usual().map(" [%s]"::formatted).orElse("") + ": ");
    out.flush();
    try {
      var line = in.orElseThrow().readLine();
      if (line == null) {
        throw new Unanswered("The dialogue was left; nothing was changed.");
      }
      return Optional.of(line.strip())
          .filter(it -> !it.isEmpty())
          .or(question::usual)
          .or(() -> Optional.of(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
