package lab.harmony.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.ProductSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TimesTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-19T22:30:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2026-11-19T20:45:00Z, Z, 20:45",
    "2026-11-19T20:45:00Z, Asia/Tokyo, 05:45",
    "2026-11-19T14:30:00Z, Asia/Tokyo, 19 Nov 23:30",
    "2026-11-18T20:45:00Z, Z, 18 Nov 20:45",
    "2025-01-03T12:00:00Z, Z, 3 Jan 2025"
  })
  void whatIsTodayIsDecidedWhereTheReaderIs(Instant time, ZoneId zone, String said) {
    assertThat(Times.brief(time, NOW, zone)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "0, about 1 s",
    "40, about 40 s",
    "91, about 2 min",
    "180, about 3 min",
    "121, about 2 min",
    "3541, about 59 min",
    "3571, about 1 h 00 min",
    "4320, about 1 h 12 min"
  })
  void whatIsExpectedIsSaidNoMoreExactThanItCanBeKnown(long seconds, String words) {
    assertThat(Times.about(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"9.9, 9.9 s", "38, 38 s", "125, 2 min 05 s", "4320, 1 h 12 min"})
  void aDurationIsSaidInItsTwoLargestUnits(double seconds, String said) {
    assertThat(Times.duration(Duration.ofMillis(Math.round(seconds * 1000)))).isEqualTo(said);
  }

  @Test
  void aPageForEverybodySaysTheTimeOfTheWorld() {
    assertThat(Times.inUtc(Instant.parse("2026-11-19T22:30:59Z")))
        .isEqualTo("19 November 2026, 22:30 UTC");
  }

  /// Names of files and ids have forms of their own, each in one place.
  @Test
  void nobodyWritesATimeForPeopleByThemselves() throws IOException {
    var forms =
        Set.of(
            "Times.java",
            "FileStamp.java",
            "JobId.java",
            "Trash.java",
            "AuditEntry.java",
            "VersionId.java");
    assertThat(ProductSources.found(Pattern.compile("DateTimeFormatter\\.of"), forms)).isEmpty();
  }

  @Test
  void aZoneThatABrowserNamesAndJavaDoesNotKnowIsNone() {
    assertThat(Times.named("Mars/Olympus")).isEmpty();
    assertThat(Times.named("")).isEmpty();
    assertThat(Times.named("Europe/Berlin")).contains(ZoneId.of("Europe/Berlin"));
  }
}
