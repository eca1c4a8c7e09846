package lab.harmony.accounts.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class PasswordRulesTest {

  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012",
        "1234567890123",
        "passwordpassword",
        "password1234",
        "Password1234!",
        "P@ssw0rd1234",
        "qwertyuiop12",
        "qwertyuiopasdf",
        "asdfghjkl123",
        "1q2w3e4r5t6y",
        "iloveyou1234",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "abcdefghijkl",
        "111111111111",
        "letmein12345",
        "harmonylab123",
        "Harmony Lab 2026",
        "unbelievable",
        "administrator",
        "football12345"
      })
  void whatIsTriedFirstIsRefused(String password) {
    assertThat(rules.objection(password, "Grace Hopper")).get().asString().contains("tried first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "wobbly teapots sing",
        "zwölf Boxkämpfer jagen",
        "tgkmvbqxzhdw",
        "パスワードは長いほうが安全です",
        "9f!Kd_22-xLpQz"
      })
  void whatIsLongAndNotGuessedMayBeChosenOfAnyCharacters(String password) {
    assertThat(rules.objection(password, "Grace Hopper")).isEmpty();
  }

  @Test
  void lengthIsWhatCounts() {
    assertThat(rules.objection("tgkmvbqxzhd", "Ada"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("12 characters", "has 11"));
    assertThat(rules.objection("wobbly teapots ".repeat(60), "Ada")).isEmpty();
    assertThat(rules.objection("wobbly teapots ".repeat(80), "Ada"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("at most 1000"));
    assertThat(rules.objection("👩‍🎨🦊🌋🧊", "Ada")).as("characters, not units").isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "lovelace teapots sing, Ada Lovelace",
    "wobbly ada teapots, Ada Lovelace",
    "WOBBLY LOVELACE SINGS, ada lovelace",
    "wobbly adalovelace sings, Ada Lovelace",
    "wobbly zoe teapots sing, Zoë",
    "wobbly 李明 teapots sing, 李 明",
  })
  void aNameInItIsRefused(String password, String name) {
    assertThat(rules.objection(password, name)).isPresent();
  }
}
