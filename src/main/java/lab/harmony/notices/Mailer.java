package lab.harmony.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Hands mails to the server of the settings, and waits for nothing long.
final class Mailer {
  private static final Logger log = LoggerFactory.getLogger(Mailer.class);

  private final MailSettings settings;
  private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

  Mailer(MailSettings settings, Duration patience) {
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
    sender.setJavaMailProperties(properties(settings, Long.toString(patience.toMillis())));
  }

  private static Properties properties(MailSettings settings, String patience) {
    var properties = new Properties();
    for (var time : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail.smtp." + time, patience);
    }
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

  /// Why a mail was not taken.
  ///
  /// @param words without the address, which is its owner's
  /// @param all whether no other would be taken now either
  record Problem(String words, boolean all) {}

  /// Sends a mail of plain text.
  ///
  /// @return why it was not taken; empty if it was
  Optional<Problem> send(MailAddress to, String subject, String text) {
    try {
      var mail = sender.createMimeMessage();
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
      return Optional.of(problem(e));
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new IllegalStateException("a mail of checked parts", e);
    }
  }

  private Problem problem(MailException failure) {
    if (failure instanceof MailAuthenticationException) {
      return new Problem(
          "%s does not take the user and the password of the settings".formatted(settings.server()),
          true);
    }
    boolean ofAddress =
        failure instanceof MailSendException sent
            && Stream.of(sent.getMessageExceptions())
                .anyMatch(SendFailedException.class::isInstance);
    return ofAddress
        ? new Problem("%s does not take a mail to an address".formatted(settings.server()), false)
        : new Problem("%s was not reached".formatted(settings.server()), true);
  }
}
