package lab.harmony.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import lab.harmony.workspace.HarmonySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is made of what a mail server answers.
@Tag("process")
class MailAnswersTest {

  private PlainMailServer server;
  private int handed;

  @BeforeEach
  void start() throws Exception {
    server = new PlainMailServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private Optional<Mailer.Problem> send() {
    var settings =
        HarmonySettings.read(
            "--harmony.mail.server=127.0.0.1",
            "--harmony.mail.port=" + server.port(),
            "--harmony.mail.security=none",
            "--harmony.mail.from=lab@example.org");
    return new Mailer(
            MailSettings.of(settings).orElseThrow(), Duration.ofSeconds(5), Duration.ofSeconds(1))
        .send(new MailAddress("ada@example.org"), "News", "Something happened", () -> handed++);
  }

  private Mailer.Problem refused(String command, String answer) {
    server.answer(command, answer);
    return send().orElseThrow();
  }

  @Test
  void whatIsTakenIsTakenThoughTheServerGoesWithoutAWord() {
    assertThat(send()).isEmpty();
    assertThat(server.given).singleElement().asString().contains("Something happened");
    assertThat(handed).isOne();
  }

  @Test
  void whoMayNotSendIsTheMatterOfTheSettingsAndNotOfARecipient() {
    var problem = refused("MAIL", "550 5.7.1 not from you");
    assertThat(problem.fault()).isEqualTo(Mailer.Fault.SETTINGS);
    assertThat(problem.words())
        .isEqualTo("127.0.0.1 takes no mail from lab@example.org, who the settings say it is from");
    assertThat(refused("MAIL", "530 5.7.0 sign in first").fault()).isEqualTo(Mailer.Fault.SETTINGS);
    assertThat(refused("MAIL", "451 4.3.2 later").fault()).isEqualTo(Mailer.Fault.SERVER);
  }

  @Test
  void anAddressThatIsRefusedKeepsNoOtherBack() {
    var problem = refused("RCPT", "550 5.1.1 nobody here");
    assertThat(problem.fault()).isEqualTo(Mailer.Fault.MAIL);
    assertThat(problem.words()).contains("does not take a mail to an address");
  }

  @Test
  void whatIsRefusedOnceItIsThereHasNotArrived() {
    assertThat(refused(PlainMailServer.END, "554 5.6.0 no such words").fault())
        .isEqualTo(Mailer.Fault.MAIL);
    assertThat(handed).isOne();
  }

  @Test
  void whereNothingIsSaidAfterAWholeMailItMayHaveArrivedAndElseItHasNot() {
    assertThat(refused(PlainMailServer.END, PlainMailServer.SILENCE).fault())
        .isEqualTo(Mailer.Fault.UNKNOWN);
    assertThat(server.given).hasSize(1);
    assertThat(refused("RCPT", PlainMailServer.SILENCE).fault()).isEqualTo(Mailer.Fault.SERVER);
    assertThat(server.given).hasSize(1);
    assertThat(handed).isOne();
  }
}
