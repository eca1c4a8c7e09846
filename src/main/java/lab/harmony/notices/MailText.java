package lab.harmony.notices;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A mail as people read it: plain text, each line of it one line whatever somebody is called, and
/// nothing that somebody said, scored or drew.
///
/// @param subject in one line
record MailText(String subject, String text) {

  private static final String LAB = "Harmony Lab";

  /// More are only counted.
  static final int MOST_LINES = 20;

  private static final String TWICE =
      "\nThis may have come to you before: the mail server did not say whether it took it.\n";

  private static final int LONGEST_SUBJECT = 120;

  MailText {
    subject = shortened(Occurrence.line(subject));
  }

  private static String shortened(String line) {
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
  }

  /// By which somebody confirms an address.
  ///
  /// @param name of whoever asked for it
  /// @param lab where people reach it, with a slash at its end
  static MailText confirming(String name, String secret, Duration within, URI lab) {
    return new MailText(
        LAB + ": confirm this address",
        """
        %s asked for mails of the lab at %s to this address.

        To confirm it, open this link within %d hours, in a browser in which you are signed in there:
        %s

        If that was not you, do nothing: no other mail comes.
        """
            .formatted(
                Occurrence.line(name),
                lab,
                within.toHours(),
                link(lab, "account/mail?confirm=" + secret)));
  }

  /// What happened.
  static MailText news(List<Outbox.Waiting> news, URI lab) {
    var lines =
        news.stream()
            .limit(MOST_LINES)
            .map(one -> "%s%n%s%n".formatted(line(one), link(lab, one.path())))
            .collect(Collectors.joining("\n"));
    int more = news.size() - MOST_LINES;
    return new MailText(
        news.size() == 1
            ? "%s: %s".formatted(LAB, line(news.getFirst()))
            : "%s: %d news".formatted(LAB, news.size()),
        """
        %s%s%s
        --\s
        You get this because you switched it on. Change it, or switch it off:
        %s
        """
            .formatted(
                lines,
                more > 0
                    ? "%nand %d more, in your inbox and under your runs%n".formatted(more)
                    : "",
                news.stream().anyMatch(one -> one.handed() > 0) ? TWICE : "",
                link(lab, "account")));
  }

  /// A part of a path is what people call things.
  private static String link(URI lab, String path) {
    return Occurrence.line(lab + path).replace(" ", "%20");
  }

  private static String line(Outbox.Waiting one) {
    return Occurrence.line(
        one.who().map(who -> who.name() + " " + one.title()).orElseGet(one::title));
  }
}
