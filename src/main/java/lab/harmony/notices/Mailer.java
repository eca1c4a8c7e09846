package lab.harmony.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Hands mails to the server of the settings.
final class Mailer {
  private static final Logger log = LoggerFactory.getLogger(Mailer.class);

  /// From which on an answer of a server holds for good.
  private static final int FOR_GOOD = 500;

  private final MailSettings settings;
  private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

  /// @param toConnect how long a server may take until it is reached
  /// @param toAnswer how long it may take for each answer
  Mailer(MailSettings settings, Duration toConnect, Duration toAnswer) {
    this.settings = settings;
    sender.setHost(settings.server());
    sender.setPort(settings.port());
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    settings
        .login()
        .ifPresent(login -> {
          sender.setUsername(login.user());
          sender.setPassword(login.password());
        });
    sender.setJavaMailProperties(properties(settings, toConnect, toAnswer));
  }

  private static Properties properties(
      MailSettings settings, Duration toConnect, Duration toAnswer) {
    var properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", Long.toString(toConnect.toMillis()));
    for (var time : new String[] {"timeout", "writetimeout"}) {
      properties.setProperty("mail.smtp." + time, Long.toString(toAnswer.toMillis()));
    }
    properties.setProperty("mail.smtp.quitwait", "false"); // the mail was taken by then
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> {}
    }
    return properties;
  }

  /// What a mail was not taken for.
  enum Fault {
    /// It, or where it goes; others may be taken.
    MAIL,
    /// The server, which takes none now.
    SERVER,
    /// What the settings say: the server takes none from this lab until somebody changes them.
    SETTINGS,
    /// None that was told: the server had the whole mail and did not say what became of it.
    UNKNOWN;

    /// Whether no other would be taken now either.
    boolean isOfAll() {
      return this != MAIL;
    }
  }

  /// Why a mail was not taken, or is not known to be.
  ///
  /// @param words without the address, which is its owner's
  record Problem(String words, Fault fault) {}

  /// A mail that tells when the server has all of it but the end.
  private static final class Handed extends MimeMessage {
    private final Runnable whenHanded;
    private boolean handed;

    Handed(Session session, Runnable whenHanded) {
      super(session);
      this.whenHanded = whenHanded;
    }

    @Override
    public void writeTo(OutputStream out, String[] without) throws IOException, MessagingException {
      super.writeTo(out, without);
      handed = true;
      whenHanded.run();
    }
  }

  /// Sends a mail of plain text.
  ///
  /// @param whenHanded is run before the server is told that this was all: from then on it may have
  ///   taken it, whatever comes in between
  /// @return why it was not taken; empty if it was
  Optional<Problem> send(MailAddress to, String subject, String text, Runnable whenHanded) {
    var mail = new Handed(sender.getSession(), whenHanded);
    try {
      var parts = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
      parts.setFrom(settings.from().text(), "Harmony Lab");
      parts.setTo(to.text());
      parts.setSubject(subject);
      parts.setText(text);
      mail.setHeader("Auto-Submitted", "auto-generated"); // no machine answers it
      sender.send(mail);
      return Optional.empty();
    } catch (MailException e) {
      log.debug("A mail was not taken", e);
      return problem(e, mail.handed);
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new IllegalStateException("a mail of checked parts", e);
    }
  }

  private Optional<Problem> problem(MailException failure, boolean handed) {
    var server = settings.server();
    if (failure instanceof MailAuthenticationException) {
      return problem(
          "%s does not take the user and the password of the settings".formatted(server),
          Fault.SETTINGS);
    }
    var refusal =
        failure instanceof MailSendException sent
            ? Stream.of(sent.getMessageExceptions())
                .filter(SendFailedException.class::isInstance)
                .findFirst()
            : Optional.<Exception>empty();
    if (refusal.isPresent()) {
      if (!(refusal.get() instanceof SMTPSendFailedException answer)) {
        return problem("%s does not take a mail to an address".formatted(server), Fault.MAIL);
      }
      if (answer.getReturnCode() > 0) {
        return refused(answer);
      }
    }
    if (!handed) {
      return problem("%s was not reached".formatted(server), Fault.SERVER);
    }
    boolean isTaken =
        failure instanceof MailSendException sent && sent.getMessageExceptions().length == 0;
    return isTaken // and only the farewell failed
        ? Optional.empty()
        : problem("%s did not say whether it took a mail".formatted(server), Fault.UNKNOWN);
  }

  private Optional<Problem> refused(SMTPSendFailedException answer) {
    var server = settings.server();
    if (!answer.getCommand().startsWith("MAIL")) {
      return problem("%s does not take a mail that it was given".formatted(server), Fault.MAIL);
    }
    return answer.getReturnCode() >= FOR_GOOD
        ? problem(
            "%s takes no mail from %s, who the settings say it is from"
                .formatted(server, settings.from()),
            Fault.SETTINGS)
        : problem("%s takes no mail just now".formatted(server), Fault.SERVER);
  }

  private static Optional<Problem> problem(String words, Fault fault) {
    return Optional.of(new Problem(words, fault));
  }
}
