package lab.harmony.design.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class ChartRowsTest {

  @Test
  void theLabsFiguresGiveShareUnitCountsIntervalAndJudge() {
    assertThat(
            csv(
                """
                {"data": {"values": [{"label": "angry", "rate": 0.25, "headline": "25 %", "lower": 0.1, "upper": 0.5,
                  "interval": "10 % to 50 %", "evidence": "9/36", "points": 9, "possible": 36, "unit": "share of points",
                  "images": 12, "n": 12, "judge": "people", "faces": ["r1/0-11"]}]}}
                """))
        .isEqualToNormalizingNewlines(
            "group,share,lower_95,upper_95,points,possible,unit,faces,n,judge\n"
                + "angry,0.25,0.1,0.5,9,36,share of points,12,12,people\n");
  }

  @Test
  void theRowsOfAStrangersFigureAreAllThereAndHarmlessInASpreadsheet() {
    assertThat(
            csv(
                """
                {"layer": [{"data": {"values": [{"a": "=cmd|x", "b": -1.5}]}}],
                 "datasets": {"more": [{"a": " @x", "c": null}]}}
                """))
        .isEqualToNormalizingNewlines("a,c,b\n' @x,,\n'=cmd|x,,-1.5\n");
  }

  private static String csv(String specification) {
    return ChartRows.of(JsonMapper.shared().readTree(specification)).csv();
  }
}
