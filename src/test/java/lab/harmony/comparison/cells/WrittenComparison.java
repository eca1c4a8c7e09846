package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.comparison.AskedTogether;
import lab.harmony.comparison.AskedTogether.ArmPairs;
import lab.harmony.comparison.ComparisonJson;
import lab.harmony.comparison.counted.CountedPair;
import lab.harmony.json.Json;

/// Comparisons as the lab writes them, of faces that nobody drew.
public final class WrittenComparison {

  private static final String SHA256 = "d6a9959bcd77".repeat(6).substring(0, 64);

  private WrittenComparison() {}

  /// Points of both faces, pair by pair; each of a prompt of its own.
  public static List<int[]> pairs(int better, int worse, int same) {
    var pairs = new ArrayList<int[]>();
    IntStream.range(0, better).forEach(_ -> pairs.add(new int[] {3, 1}));
    IntStream.range(0, worse).forEach(_ -> pairs.add(new int[] {2, 3}));
    IntStream.range(0, same).forEach(_ -> pairs.add(new int[] {3, 3}));
    return pairs;
  }

  /// Of arms that are called new-0, new-1 and so on.
  public static String of(List<List<int[]>> arms) {
    var json = Json.MAPPER.createObjectNode();
    json.put("format", 2).put("baseline", "old").put("by", "the machine").put("looks", 1);
    json.put("besides", "");
    json.putObject("judge")
        .put("kind", "machine")
        .put("name", "doodle-parts")
        .put("sha256", SHA256);
    var asked = json.putObject("question");
    asked.put("than", "old");
    var counted =
        arms.stream()
            .map(arm ->
                new ArmPairs(
                    IntStream.range(0, arm.size())
                        .mapToObj(
                            at -> List.of(new CountedPair(arm.get(at)[0], arm.get(at)[1], at)))
                        .toList(),
                    false))
            .toList();
    var answered = AskedTogether.of(counted);
    for (int arm = 0; arm < arms.size(); arm++) {
      var name = "new-" + arm;
      asked.withArray("arms").add(name);
      var found = answered.get(arm).orElseThrow();
      var one = json.withArray("comparisons").addObject().put("arm", name);
      one.put("decidedBy", "model or adapters").put("rounds", false);
      one.put("sentence", found.verdict().sentence(name, "old"));
      one.put("verdict", found.verdict().word());
      one.setAll(ComparisonJson.raw(found.numbers()));
      for (int at = 0; at < arms.get(arm).size(); at++) {
        var points = arms.get(arm).get(at);
        one.withArray("pairs")
            .addObject()
            .put("first", "r261120-204501-k3f9%s/%d".formatted("abcd".charAt(arm), at))
            .put("second", "r261120-204501-k3f9z/" + at)
            .put("at", "soft %d".formatted(at))
            .put("prompt", at)
            .put("known", at)
            .put("firstPoints", points[0])
            .put("secondPoints", points[1])
            .put("points", points[0] - points[1]);
      }
    }
    return json.toString();
  }

  /// A cell with such a result, as it stands in a notebook.
  public static String cell(String json, String id) {
    return """
    {"cell_type": "code", "id": "%s", "execution_count": 1,
      "metadata": {"harmony": {"kind": "comparison"}}, "source": "",
      "outputs": [{"output_type": "display_data", "metadata": {},
        "data": {"application/vnd.harmony.comparison+json": %s,
          "text/markdown": "Shown: whatever somebody wrote.", "text/plain": "Shown."}}]}\
    """
        .formatted(id, json);
  }

  public static String notebook(List<String> cells) {
    return "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
        .formatted(String.join(",", cells));
  }
}
