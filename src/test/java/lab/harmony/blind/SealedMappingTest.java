package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.blind.session.Besides;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Mappings as labs of before sealed them, in the files that they published.
@Tag("unit")
class SealedMappingTest {

  private static SealedMapping stored(String file) throws IOException {
    var json =
        Json.object(Files.readString(Path.of("src/test/resources/blind/%s.json".formatted(file))));
    return new SealedMapping(json.path("mapping").asString(), json.path("nonce").asString());
  }

  @Test
  void theFirstDifferencesThatWereSealedSayNothingOfPairsAndHoldInAll() throws IOException {
    var besides = stored("session-3-six-parts").besides().orElseThrow();
    assertThat(besides.known()).isEqualTo(Besides.Known.SEALED);
    assertThat(besides.words(0, 1)).isEqualTo("steps (10 against 20)");
    assertThat(besides.sentence(0, 1))
        .startsWith(" The two differ besides in steps (10 against 20)");
    assertThat(stored("session-3-rule").besides().orElseThrow().words(0, 1))
        .isEqualTo("steps (10 against 20)");
  }

  @Test
  void aDifferenceThatThisVersionDoesNotReadIsNoSealThatNothingDiffers() throws IOException {
    var sealed = stored("session-3-six-parts");
    var other = new SealedMapping(sealed.text().replace("10\t20", "10\t20\t30"), sealed.nonce());
    assertThat(other.besides()).isEmpty();
    assertThat(stored("session-1").besides()).as("nobody wrote it down").isEmpty();
    assertThat(stored("session-3").besides().orElseThrow().words(0, 1))
        .as("nothing differs")
        .isEmpty();
  }

  @Test
  void whichArmsAreAlikeAndWhatIsNotRatedIsSealed() throws IOException {
    var sealed = stored("session-5-left-out");
    var besides = sealed.besides().orElseThrow();
    assertThat(besides.words(0, 1)).isEqualTo("nothing that is known");
    assertThat(besides.end(0, 1)).isEqualTo(" (which are alike in all that is known)");
    assertThat(besides.sentence(0, 1)).contains("by what one would be better nobody can say");
    assertThat(sealed.notRated().afterwards())
        .containsExactly(
            "6 pictures were not rated, because two arms have the same picture there, pixel for pixel.",
            "1 picture was not rated, because not every arm has one for the same archetype, emotion, CFG and seed.");
    assertThat(stored("session-5").notRated().afterwards()).isEmpty();
    assertThat(stored("session-5").stop()).contains(sealed.stop().orElseThrow());
  }
}
