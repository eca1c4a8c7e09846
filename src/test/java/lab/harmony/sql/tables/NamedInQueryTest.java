package lab.harmony.sql.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NamedInQueryTest {

  @Test
  void namesAndTextsAreFound() {
    var named =
        NamedInQuery.of(
            "with x as (select * from Scores) select * from x join \"runs\" using (run), 'a/b.csv'");

    assertThat(named.words()).contains("scores", "runs", "x");
    assertThat(named.texts()).containsExactly("runs", "a/b.csv");
  }

  @Test
  void whatStandsInCommentsIsPassedOver() {
    var named = NamedInQuery.of("select 1 -- from scores, 'a.csv'\n/* 'b.csv' runs */ from images");

    assertThat(named.words()).contains("images").doesNotContain("scores", "runs");
    assertThat(named.texts()).isEmpty();
  }

  @Test
  void aMarkInATextIsNoEndOfIt() {
    assertThat(NamedInQuery.of("select 'it''s -- a.csv', \"b\"\"c\" from scores").texts())
        .containsExactly("it's -- a.csv", "b\"c");
    assertThat(NamedInQuery.of("select '-- no comment' from scores").words()).contains("scores");
  }

  @Test
  void anOpenCommentEndsWithTheQuery() {
    assertThat(NamedInQuery.of("select 1 /* from scores").words()).containsExactly("select");
  }
}
