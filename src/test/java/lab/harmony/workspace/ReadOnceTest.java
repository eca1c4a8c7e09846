package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReadOnceTest {

  private final List<String> asked = new ArrayList<>();

  @Test
  void aLookReadsEachThingOnceAndTheNextOneReadsItAgain() {
    for (var look = 1; look <= 2; look++) {
      assertThat(ReadOnce.during(() -> one("a") + ReadOnce.during(() -> one("a")))).isEqualTo("AA");
      assertThat(asked).hasSize(look);
    }
  }

  @Test
  void outsideOfALookNothingIsKept() {
    assertThat(one("a") + one("a")).isEqualTo("AA");
    assertThat(many("a", "b")).containsOnlyKeys("a", "b");
    assertThat(asked).containsExactly("a", "a", "a", "b");
  }

  @Test
  void ofManyOnlyThoseAreReadThatAreNotKnownAndWhatIsNotThereIsKnownToo() {
    ReadOnce.during(() -> {
      assertThat(many("a", "none")).containsExactly(Map.entry("a", "A"));
      assertThat(many("a", "b", "none", "b"))
          .containsOnly(Map.entry("a", "A"), Map.entry("b", "B"));
      assertThat(ReadOnce.of(this, "none", () -> Optional.of("read again"))).isEmpty();
      assertThat(ReadOnce.of(this, "b", () -> Optional.of("read again"))).contains("B");
      return asked;
    });
    assertThat(asked).containsExactly("a", "none", "b");
  }

  @Test
  void twoServicesAreAskedApart() {
    var other = new Object();
    ReadOnce.during(() -> {
      assertThat(ReadOnce.of(this, "a", () -> 1)).isEqualTo(1);
      assertThat(ReadOnce.of(other, "a", () -> 2)).isEqualTo(2);
      return asked;
    });
  }

  private String one(String key) {
    return ReadOnce.of(
        this,
        "one " + key,
        () -> {
          asked.add(key);
          return upper(key);
        });
  }

  private Map<String, String> many(String... keys) {
    return ReadOnce.ofMany(
        this,
        List.of(keys),
        unread -> {
          asked.addAll(unread);
          return unread.stream()
              .filter(key -> !key.equals("none"))
              .collect(Collectors.toMap(Function.identity(), ReadOnceTest::upper));
        });
  }

  private static String upper(String key) {
    return key.toUpperCase(java.util.Locale.ROOT);
  }
}
